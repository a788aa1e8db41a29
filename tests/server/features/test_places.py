import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.events import START_MS, edit, move
from undersong.domain.kind import Origin
from undersong.domain.window import closing_after
from undersong.features.meter import Values
from undersong.features.places import Places, evenness


def visits(names: str, gap_seconds: float = 5) -> Values:
    places, end_ms = Places(), START_MS
    for n, name in enumerate(names):
        item = move(n * gap_seconds, subject=name * 16)
        end_ms = closing_after(item.time_ms)
        places.take(item, end_ms)
    return places.close(end_ms)


def test_files_are_counted_once() -> None:
    assert visits("abab")["files"] == 2


def test_going_back_and_forth_among_three_files_is_no_switch() -> None:
    assert visits("abcabcabc")["file_switches"] == 2


def test_a_fourth_file_in_turn_is_a_switch_each_time() -> None:
    assert visits("abcdabcd")["file_switches"] == 7


def test_staying_in_one_file_is_no_switch() -> None:
    assert visits("aaaa")["file_switches"] == 0


def test_a_file_left_ten_minutes_ago_is_no_longer_known() -> None:
    assert visits("ab", gap_seconds=700)["file_switches"] == 0


@pytest.mark.parametrize(("counts", "wanted"), [([4, 4], 1.0), ([1, 1, 1], 1.0), ([7], None), ([], None)])
def test_even_visits_have_the_highest_entropy(counts: list[int], wanted: float | None) -> None:
    assert evenness(counts) == (wanted if wanted is None else pytest.approx(wanted))


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=20))
def test_entropy_is_a_share_and_knows_no_order(counts: list[int]) -> None:
    value = evenness(counts)

    assert value is not None
    assert 0 <= value <= 1.0000001
    assert value == evenness(counts[::-1])


def test_what_git_and_formatters_touch_was_not_visited() -> None:
    places = Places()
    places.take(edit(0, origin=Origin.GIT), START_MS)

    assert places.close(START_MS)["files"] == 0


@pytest.mark.parametrize(("names", "wanted"), [("aba", 0.5), ("abab", 2 / 3), ("abc", 0), ("aabb", 0), ("aaa", None)])
def test_going_straight_back_is_a_share_of_the_steps_between_files(names: str, wanted: float | None) -> None:
    assert visits(names)["back_and_forth_share"] == (wanted if wanted is None else pytest.approx(wanted))
