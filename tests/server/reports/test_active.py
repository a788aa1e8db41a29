from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from builders.days import MINUTE_MS, MONDAY_MS, Editor
from undersong.domain.kind import Kind, Origin
from undersong.flows.report import in_order
from undersong.reports.active import GAP_CAP_MS, ActiveTime
from undersong.reports.stretch import Stretch


def active_after(events, since_ms=0, until_ms=2**45):
    active = ActiveTime()
    for event in in_order(events, since_ms, until_ms):
        active.feed(event)
    return active


def edits_at(*minutes, **changes):
    editor = Editor()
    for minute in minutes:
        editor.now_ms = MONDAY_MS + int(minute * MINUTE_MS)
        editor.edit()
    return [replace(event, **changes) for event in editor.events]


MOMENTS = some.lists(
    some.tuples(
        some.integers(0, 40_000_000),  # the calendar's clock, in any order: it steps back and forth
        some.integers(0, 40_000_000),  # the monotonic clock, which stands still in a suspend
        some.sampled_from(["one", "two"]),
        some.sampled_from([Kind.FILE_MODIFIED, Kind.CURSOR_MOVED, Kind.SESSION_ENDED, Kind.FOCUS_CHANGED]),
    ),
    max_size=40,
)


@given(MOMENTS)
def test_durations_never_overlap_and_never_exceed_the_time_that_passed(moments):
    template = edits_at(0)[0]
    events = [
        replace(template, time_ms=time_ms, monotonic_ms=monotonic_ms, session=session, kind=kind)
        for time_ms, monotonic_ms, session, kind in moments
    ]

    active = active_after(events)

    times = [time_ms for time_ms, *_ in moments]
    assert all(stretch.length_ms > 0 for stretch in active.stretches)
    assert all(one.end_ms <= other.start_ms for one, other in zip(active.stretches, active.stretches[1:], strict=False))
    assert active.total_ms <= (max(times) - min(times) if times else 0)
    assert all(one.end_ms < other.start_ms for one, other in zip(active.sessions, active.sessions[1:], strict=False))


def test_work_without_a_pause_counts_whole():
    assert active_after(edits_at(0, 1, 2, 3.5)).stretches == [Stretch(MONDAY_MS, MONDAY_MS + 210_000)]


def test_a_long_pause_counts_for_two_minutes():
    assert active_after(edits_at(0, 10)).total_ms == GAP_CAP_MS


def test_a_quarter_of_an_hour_of_nothing_begins_a_new_session():
    assert len(active_after(edits_at(0, 15)).sessions) == 1
    assert len(active_after(edits_at(0, 16)).sessions) == 2


def test_a_suspended_machine_adds_what_its_own_clock_tells():
    before, after = edits_at(0, 1.5)
    after = replace(after, monotonic_ms=before.monotonic_ms + 3_000)

    assert active_after([before, after]).total_ms == 3_000


def test_an_import_without_a_monotonic_clock_counts_by_the_calendar():
    assert active_after(edits_at(0, 1, monotonic_ms=0)).total_ms == MINUTE_MS


def test_edits_by_agents_are_nobodys_time():
    assert active_after(edits_at(0, 1, 2, origin=Origin.AGENT)).total_ms == 0


def test_a_clock_that_runs_backwards_adds_nothing():
    assert active_after(reversed(edits_at(0, 1, 2))).total_ms == 0
