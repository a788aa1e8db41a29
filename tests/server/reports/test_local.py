from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from builders.days import HOUR_MS, MONDAY_MS, Editor
from undersong.reports.local import LocalTime
from undersong.reports.stretch import Stretch

EVENING_MS = MONDAY_MS + 22 * HOUR_MS


def test_a_stretch_over_midnight_belongs_to_two_days():
    parts = list(LocalTime().by_day(Stretch(EVENING_MS, EVENING_MS + 4 * HOUR_MS)))

    assert parts == [(date(2026, 1, 12), 22, 24), (date(2026, 1, 13), 0, 2)]


@given(some.integers(0, 200_000_000), some.integers(0, 200_000_000), some.integers(-720, 840))
def test_no_time_is_lost_between_days(start, length, offset):
    parts = list(LocalTime(offset).by_day(Stretch(MONDAY_MS + start * 1000, MONDAY_MS + start * 1000 + length)))

    assert abs(sum(last - first for _, first, last in parts) * HOUR_MS - length) < 1000 * len(parts) + 1
    assert all(0 <= first <= last <= 24 for _, first, last in parts)


def test_whoever_travels_has_each_hour_as_it_was_there():
    local = LocalTime()
    for hour, offset in ((8, 60), (12, -300)):
        editor = Editor(MONDAY_MS + hour * HOUR_MS, utcoffset_minutes=offset)
        local.feed(editor.edit())

    assert local.hour(MONDAY_MS + 9 * HOUR_MS) == 10
    assert local.hour(MONDAY_MS + 13 * HOUR_MS) == 8


def test_a_range_names_its_empty_days():
    assert len(LocalTime().days(MONDAY_MS, MONDAY_MS + 7 * 24 * HOUR_MS)) == 7
