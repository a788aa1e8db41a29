import itertools

from hypothesis import given
from hypothesis import strategies as st

from builders.events import edit, event, move, window_focus
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.meter import Values
from undersong.features.pauses import IDLE_MS, gap_between
from undersong.features.spent import Spent


def measured(*events: Event) -> Values:
    spent = Spent()
    for item in events:
        spent.take(item)
    return spent.values(spent.active_ms)


def seconds(value: float | None) -> float:
    assert value is not None
    return value * 3600


def test_cursor_moves_count_once_a_second() -> None:
    assert measured(move(0), move(0.5), move(0.9), move(1.0), edit(1.1))["total_events"] == 3


def test_a_kind_of_a_later_version_counts_and_our_own_words_do_not() -> None:
    later, ours = event("com.example.later.v9", 0), event(Kind.NUDGE_SHOWN, 1)

    assert measured(later, ours, event(Kind.SESSION_ENDED, 2))["total_events"] == 1


def test_reading_counts_for_two_minutes_and_no_longer() -> None:
    values = measured(edit(0), edit(100), edit(500))

    assert seconds(values["duration_hours"]) == 100 + IDLE_MS / 1000
    assert seconds(values["wall_hours"]) == 500


def test_a_suspended_machine_is_not_at_work() -> None:
    values = measured(edit(0, monotonic_ms=1_000), edit(90, monotonic_ms=4_000))

    assert seconds(values["duration_hours"]) == 3


def test_a_clock_that_stands_still_is_that_of_an_import() -> None:
    assert gap_between(edit(0, monotonic_ms=0), edit(90, monotonic_ms=0)) == 90_000


def test_clocks_of_two_windows_are_not_compared() -> None:
    other = edit(30, source="editor/w2", session="s2", monotonic_ms=6_000)

    assert gap_between(edit(0, monotonic_ms=5_000), other) == 30_000


def test_going_away_and_what_programs_edit_prolong_nothing() -> None:
    values = measured(edit(0), window_focus(50, gained=False), edit(60, origin=Origin.AGENT))

    assert values["duration_hours"] == values["wall_hours"] == 0


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=40))
def test_active_time_is_the_sum_of_capped_gaps(times: list[float]) -> None:
    events = [edit(at) for at in sorted(times)]
    gaps = [later.time_ms - earlier.time_ms for earlier, later in itertools.pairwise(events)]

    assert round(seconds(measured(*events)["duration_hours"]) * 1000) == sum(min(gap, IDLE_MS) for gap in gaps)
