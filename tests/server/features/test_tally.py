from undersong.domain.window import SPAN_MS, STEP_MS
from undersong.features.tally import Tally, share


def test_a_sum_holds_what_was_added_in_the_span() -> None:
    tally = Tally()
    tally.add("edits", 2, STEP_MS)
    tally.add("edits", 3, SPAN_MS)
    tally.advance(SPAN_MS)

    assert tally["edits"] == 5

    tally.advance(SPAN_MS + STEP_MS)

    assert tally["edits"] == 3


def test_what_has_left_leaves_no_trace() -> None:
    tally = Tally()
    tally.add("edits", 2, STEP_MS)
    tally.advance(10 * SPAN_MS)

    assert tally.items() == []


def test_a_step_that_was_let_go_takes_nothing() -> None:
    tally = Tally()
    tally.advance(2 * SPAN_MS)
    tally.add("edits", 1, STEP_MS)

    assert tally["edits"] == 0


def test_going_back_lets_nothing_go() -> None:
    tally = Tally()
    tally.add("edits", 1, 2 * SPAN_MS)
    tally.advance(2 * SPAN_MS)
    tally.advance(SPAN_MS)

    assert tally["edits"] == 1


def test_the_share_of_nothing_is_not_known() -> None:
    assert share(0, 0) is None
    assert share(1, 4) == 0.25


def test_a_longer_span_holds_more() -> None:
    shorter, longer = Tally(), Tally(2 * SPAN_MS)
    for tally in (shorter, longer):
        tally.add("edits", 1, STEP_MS)
        tally.advance(SPAN_MS + STEP_MS)

    assert (shorter["edits"], longer["edits"]) == (0, 1)
