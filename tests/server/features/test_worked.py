import itertools
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from undersong.domain.window import STEP_MS, Window
from undersong.features.worked import active_by_hour, split, worked_hours

HOUR_MS = 3_600_000
START_MS = 489_000 * HOUR_MS


@dataclass(frozen=True)
class Sum:
    hour_ms: int
    kind: str
    events: int


def windows(first_ms: int, number: int) -> list[Window]:
    return [Window(first_ms + n * STEP_MS, 3, {}) for n in range(number)]


def seconds_of(*found: Window, sums: tuple[Sum, ...] = ()) -> list[float]:
    return [hour.active_seconds for hour in worked_hours(found, sums, {}, lambda _: 0)]


def test_windows_in_a_row_are_the_time_between_them() -> None:
    assert seconds_of(*windows(START_MS + STEP_MS, 31)) == [600]


def test_a_break_counts_for_two_minutes() -> None:
    assert seconds_of(*windows(START_MS, 2), *windows(START_MS + 1_000_000, 2)) == [20 + 120 + 20]


def test_a_stretch_is_split_at_the_hour() -> None:
    assert seconds_of(*windows(START_MS + HOUR_MS - 60_000, 7)) == [60, 60]


def test_a_window_that_only_ends_a_state_is_no_work() -> None:
    assert seconds_of(*windows(START_MS, 2), Window(START_MS + 60_000, 0, {})) == [20]


def test_an_import_counts_two_minutes_an_event_and_an_hour_at_most() -> None:
    imported = (Sum(START_MS, "file_modified", 4), Sum(START_MS + HOUR_MS, "file_modified", 90))

    assert seconds_of(sums=imported) == [480, 3600]


def test_sums_of_an_hour_that_was_judged_count_nothing() -> None:
    assert seconds_of(*windows(START_MS, 4), sums=(Sum(START_MS, "cursor_moved", 900),)) == [60]


def test_what_the_engine_wrote_itself_is_no_work() -> None:
    assert seconds_of(sums=(Sum(START_MS, "nudge_shown", 3),)) == []


def test_offsets_come_from_events_and_else_from_the_zone() -> None:
    imported = (Sum(START_MS, "file_saved", 1), Sum(START_MS + HOUR_MS, "file_saved", 1))

    hours = worked_hours([], imported, {START_MS: 330}, lambda _: 60)

    assert [hour.utcoffset_minutes for hour in hours] == [330, 60]
    assert hours[0].local_ms == START_MS + 330 * 60_000


@given(st.lists(st.integers(0, 10 * HOUR_MS), max_size=50))
def test_active_time_never_exceeds_wall_time_nor_the_hour(ends: list[int]) -> None:
    ends.sort()
    active = active_by_hour(ends)

    assert sum(active.values()) == sum(min(later - earlier, 120_000) for earlier, later in itertools.pairwise(ends))
    assert all(0 < ms <= HOUR_MS for ms in active.values())


def test_a_stretch_of_nothing_touches_no_hour() -> None:
    assert list(split(5, 5)) == []
