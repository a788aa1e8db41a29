from hypothesis import given, settings
from hypothesis import strategies as st

from builders.events import START_MS, edit, event, move
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import SPAN_MS, STEP_MS, closing_after
from undersong.features.meter import Values
from undersong.features.pauses import IDLE_MS, Pauses, gap_between


def closed(events: list[Event], end_ms: int | None = None) -> Values:
    pauses = Pauses()
    for item in sorted(events, key=lambda item: item.order):
        pauses.take(item, closing_after(item.time_ms))
    return pauses.close(end_ms or closing_after(max(item.time_ms for item in events)))


def test_a_gap_counts_up_to_two_minutes() -> None:
    assert closed([edit(0), edit(100)])["active_seconds"] == 100
    assert closed([edit(0), edit(500)])["active_seconds"] == IDLE_MS / 1000


def test_pauses_fall_into_their_classes() -> None:
    values = closed([edit(0), edit(1), edit(4), edit(34), edit(300)])

    assert (values["pauses_short"], values["pauses_medium"], values["pauses_long"]) == (1, 1, 1)


def test_a_suspended_machine_is_not_at_work() -> None:
    before, after = edit(0, monotonic_ms=1_000), edit(90, monotonic_ms=4_000)

    assert closed([before, after])["active_seconds"] == 3


def test_a_wall_clock_set_forward_is_no_work() -> None:
    assert gap_between(edit(0, monotonic_ms=0), edit(3_600, monotonic_ms=2_000)) == 2_000


def test_a_monotonic_clock_that_began_anew_gives_no_negative_time() -> None:
    assert gap_between(edit(0, monotonic_ms=900_000), edit(5, monotonic_ms=10)) == 0


def test_clocks_of_two_windows_are_not_compared() -> None:
    first, second = edit(0, source="editor/w1"), edit(30, source="editor/w2", session="s2", monotonic_ms=1)

    assert gap_between(first, second) == 30_000


def test_two_windows_at_once_make_no_double_time() -> None:
    first = [edit(n, source="editor/w1") for n in range(0, 60, 2)]
    second = [move(n + 0.5, source="editor/w2", session="s2") for n in range(0, 60, 2)]

    assert closed(first + second)["active_seconds"] <= 60


def test_the_time_before_a_new_session_is_absence() -> None:
    assert closed([edit(0), event(Kind.SESSION_STARTED, 60), edit(65)])["active_seconds"] == 5


moments = st.lists(
    st.tuples(
        st.integers(0, 4 * SPAN_MS),
        st.sampled_from(["editor/w1", "editor/w2"]),
        st.integers(0, 4 * SPAN_MS),
    ),
    min_size=1,
    max_size=60,
)


def any_events(found: list[tuple[int, str, int]]) -> list[Event]:
    return [move(at_ms / 1000, source=source, monotonic_ms=clock) for at_ms, source, clock in found]


@settings(deadline=None)
@given(moments)
def test_active_time_never_exceeds_wall_time_whatever_the_clocks_do(found: list[tuple[int, str, int]]) -> None:
    events = any_events(found)
    first_ms, last_ms = min(item.time_ms for item in events), max(item.time_ms for item in events)

    active_ms = round(1000 * (closed(events)["active_seconds"] or 0))

    assert 0 <= active_ms <= min(last_ms - first_ms, SPAN_MS)


@settings(deadline=None)
@given(moments)
def test_windows_side_by_side_hold_no_moment_twice(found: list[tuple[int, str, int]]) -> None:
    events = sorted(any_events(found), key=lambda item: item.order)
    first_ms, last_ms = events[0].time_ms, events[-1].time_ms
    pauses, total, waiting = Pauses(), 0.0, list(events)
    end_ms = START_MS
    while end_ms < last_ms + STEP_MS:
        end_ms += SPAN_MS
        while waiting and waiting[0].time_ms <= end_ms:
            item = waiting.pop(0)
            pauses.take(item, closing_after(item.time_ms))
        total += pauses.close(end_ms)["active_seconds"] or 0

    assert round(total * 1000) <= last_ms - first_ms


def test_half_an_hour_is_an_absence_and_a_pause_no_more() -> None:
    assert closed([edit(0), edit(700)])["pauses_away"] == 1
    assert closed([edit(0), edit(1_800)])["pauses_away"] == 0


def test_an_import_has_no_monotonic_clock() -> None:
    assert gap_between(edit(0, monotonic_ms=0), edit(90, monotonic_ms=0)) == 90_000
