"""Of many things the latest."""

from undersong.episodes.recent import MOST, renew


def test_what_came_last_stays_and_what_came_again_is_new() -> None:
    kept: dict[int, int] = {}
    for number in range(MOST):
        renew(kept, number, 1)

    renew(kept, 0, 2)
    renew(kept, MOST, 1)

    assert (len(kept), kept[0]) == (MOST, 2)
    assert 1 not in kept
