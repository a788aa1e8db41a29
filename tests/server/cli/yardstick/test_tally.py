"""What counts as served, and what is counted apart."""

import pytest

from undersong.cli.yardstick.offer import Offer
from undersong.cli.yardstick.replay import together
from undersong.cli.yardstick.tally import Tally

GOOD = Offer("add(first)", 0.9, "repository", 4)


def test_an_answer_of_some_tokens_in_time_is_served_by_whom_it_names() -> None:
    tally = Tally()

    tally.answered(GOOD, "add(first)", 20.0, is_current=True)
    tally.answered(Offer("add(first)", 0.9, "cache", 4), "add(first)", 1.0, is_current=True)

    assert tally.mix == {"repository": 1, "cache": 1}
    assert tally.served == 2
    assert tally.exact_prefix == 100


@pytest.mark.parametrize(
    ("offer", "milliseconds", "outcome"),
    [
        (None, 5.0, "empty"),
        (Offer(")", 0.9, "repository", 1), 5.0, "one token"),
        (GOOD, 101.0, "late"),
        (None, 101.0, "late"),
    ],
)
def test_what_is_empty_small_or_late_is_not_served(offer: Offer | None, milliseconds: float, outcome: str) -> None:
    tally = Tally()

    tally.answered(offer, "add(first)", milliseconds, is_current=True)

    assert tally.mix == {outcome: 1}
    assert tally.served == tally.judged == 0
    assert tally.milliseconds == [milliseconds]


def test_what_belongs_to_an_older_text_counts_neither_as_served_nor_as_failed() -> None:
    tally = Tally()

    tally.answered(GOOD, "add(first)", 5.0, is_current=False)
    tally.superseded()
    tally.answered(GOOD, "add(first)", 5.0, is_current=True)

    assert (tally.keys, tally.served, tally.asked, tally.in_time) == (3, 1, 1, 1.0)
    assert len(tally.milliseconds) == 1


def test_ghost_text_that_stays_is_served_by_nobody_but_served() -> None:
    tally = Tally()

    tally.went_on(GOOD)
    tally.went_on(Offer(")", tokens=1))

    assert tally.mix == {"typed-through": 1, "one token": 1}
    assert (tally.served, tally.served_by_daemon) == (1, 0)


def test_only_what_was_typed_next_is_right() -> None:
    tally = Tally()

    tally.answered(GOOD, "add(first) + 1", 5.0, is_current=True)
    tally.answered(GOOD, "add(second)", 5.0, is_current=True)

    assert tally.exact_prefix == 50


def test_tallies_add_up() -> None:
    one, other = Tally(), Tally()
    one.answered(GOOD, "add(first)", 5.0, is_current=True)
    other.answered(None, "x", 200.0, is_current=True)
    other.answered(GOOD, "x", 7.0, is_current=True)

    whole = together([one, other])

    assert (whole.keys, whole.served, whole.right, whole.judged) == (3, 2, 1, 2)
    assert whole.in_time == pytest.approx(2 / 3)
    assert whole.milliseconds == [5.0, 200.0, 7.0]
    assert whole.with_text == 2
