from dataclasses import replace
from datetime import date

import pytest
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


@pytest.mark.parametrize(("first", "then"), [(60, -300), (0, 60), (120, 0)])
def test_whoever_travels_has_each_hour_as_it_was_there(first, then):
    local = LocalTime(-480)
    for hour, offset in ((8, first), (12, then)):
        local.feed(Editor(MONDAY_MS + hour * HOUR_MS, utcoffset_minutes=offset).edit())

    assert local.hour(MONDAY_MS + 9 * HOUR_MS) == 9 + first / 60
    assert local.hour(MONDAY_MS + 13 * HOUR_MS) == 13 + then / 60


def test_the_daemons_own_events_do_not_know_the_place():
    local = LocalTime()
    local.feed(Editor(utcoffset_minutes=60).edit())
    local.feed(replace(Editor(utcoffset_minutes=0).edit(), source="daemon/0"))

    assert local.hour(MONDAY_MS) == 1


def test_a_range_names_its_empty_days():
    assert len(LocalTime().days(MONDAY_MS, MONDAY_MS + 7 * 24 * HOUR_MS)) == 7
