from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersong.features.temporal import (
    hourly_patterns,
    peak_hour_activity,
    seasonal_trends,
    weekly_patterns,
)
from undersong.features.worked import WorkedHour

HOUR_MS, DAY_MS, WEEK_MS = 3_600_000, 86_400_000, 604_800_000
MONDAY_MS = int(datetime(2026, 1, 12, tzinfo=UTC).timestamp() * 1000)


def hour(day: int, at: int, offset: int = 0, seconds: float = 3600) -> WorkedHour:
    """Return an hour that begins at a local time of day, so many days after a Monday."""
    return WorkedHour(MONDAY_MS + day * DAY_MS + at * HOUR_MS - offset * 60_000, offset, seconds)


def office(weeks: int, offset: int = 0, a_day: int = 4) -> Iterator[WorkedHour]:
    return (hour(7 * week + day, 9 + n, offset) for week in range(weeks) for day in range(5) for n in range(a_day))


def test_shares_of_the_local_day_sum_to_one() -> None:
    pattern = hourly_patterns(office(2))

    assert pattern is not None
    assert pattern.shares[9:13] == (0.25,) * 4
    assert sum(pattern.shares) == pytest.approx(1)
    assert pattern.headline == 0.25


def test_summer_time_and_travel_leave_the_local_hour_where_it_was() -> None:
    winter, summer = list(office(1, 60)), [hour(7 + day, 9 + n, 120) for day in range(5) for n in range(4)]

    assert hourly_patterns([*winter, *summer]) == hourly_patterns(office(2))


def test_a_zone_half_an_hour_off_lies_in_two_hours() -> None:
    hours = [WorkedHour(MONDAY_MS + day * DAY_MS + n * HOUR_MS, 330, 3600) for day in range(8) for n in range(3)]
    pattern = hourly_patterns(hours)

    assert pattern is not None
    assert pattern.shares[5:9] == pytest.approx((1 / 6, 1 / 3, 1 / 3, 1 / 6))


def test_the_harmonics_know_the_hour_and_how_sharp_it_is() -> None:
    sharp = hourly_patterns(hour(day, 15, seconds=3 * 3600) for day in range(10))
    even = hourly_patterns(hour(day, at) for day in range(10) for at in range(24))

    assert sharp is not None
    assert even is not None
    assert sharp.daily == pytest.approx((1, 15))
    assert sharp.half_daily == pytest.approx((1, 3))
    assert (even.daily[0], even.half_daily[0]) == pytest.approx((0, 0))


@pytest.mark.parametrize("hours", [[], list(office(1)), [hour(0, n) for n in range(24)]])
def test_a_few_days_are_no_rhythm(hours: list[WorkedHour]) -> None:
    assert hourly_patterns(hours) is None
    assert weekly_patterns(hours) is None


def test_the_peak_looks_at_four_weeks() -> None:
    old, new = [hour(0, 3) for _ in range(9)], [hour(40, 9), hour(40, 10), hour(40, 11), hour(41, 9)]

    assert peak_hour_activity([*old, *new], MONDAY_MS + 42 * DAY_MS) == 0.5
    assert peak_hour_activity(old, MONDAY_MS + 42 * DAY_MS) is None


def test_office_work_has_no_weekend_and_even_work_full_entropy() -> None:
    weekdays = weekly_patterns(office(2))
    daily = weekly_patterns(hour(day, at) for day in range(14) for at in (9, 10))

    assert weekdays is not None
    assert daily is not None
    assert weekdays.shares == pytest.approx((0.2, 0.2, 0.2, 0.2, 0.2, 0, 0))
    assert weekdays.entropy == pytest.approx(0.827, abs=0.001)
    assert daily.entropy == pytest.approx(1)


def test_late_at_night_belongs_to_the_local_day() -> None:
    pattern = weekly_patterns(hour(7 * week + day, 23, 120) for week in range(5) for day in (0, 2, 4, 6))

    assert pattern is not None
    assert pattern.shares == pytest.approx((0.25, 0, 0.25, 0, 0.25, 0, 0.25))


def growing(weeks: int, more: float = 1.0) -> list[WorkedHour]:
    return [hour(7 * week + 2, 9, seconds=3600 * (10 + more * week)) for week in range(weeks)]


def test_under_eight_whole_weeks_there_is_no_trend() -> None:
    assert seasonal_trends([], MONDAY_MS) is None
    assert seasonal_trends(growing(9), MONDAY_MS + 8 * WEEK_MS) is None
    assert seasonal_trends(growing(9), MONDAY_MS + 9 * WEEK_MS) is not None


def test_the_slope_is_in_hours_a_week_and_knows_no_half_weeks() -> None:
    trend = seasonal_trends(growing(12), MONDAY_MS + 11 * WEEK_MS + 3 * DAY_MS)

    assert trend is not None
    assert trend.weekly_hours == tuple(range(11, 21))
    assert (trend.slope, trend.residual) == pytest.approx((1, 0))


def test_a_holiday_bends_no_line_and_an_odd_last_week_shows() -> None:
    hours = [found for week, found in enumerate(growing(14)) if week not in (5, 6)]
    hours[-1] = hour(7 * 13 + 2, 9, seconds=3600 * 33)
    trend = seasonal_trends(hours, MONDAY_MS + 14 * WEEK_MS)

    assert trend is not None
    assert trend.weekly_hours[4:6] == (0, 0)
    assert trend.slope == pytest.approx(1, abs=0.2)
    assert trend.residual == pytest.approx(10, abs=1.5)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 23), st.integers(-720, 840)), max_size=80))
def test_patterns_are_shares_whatever_the_offsets(rows: list[tuple[int, int, int]]) -> None:
    hours = sorted((hour(*row) for row in rows), key=lambda found: found.hour_ms)

    for pattern in (hourly_patterns(hours), weekly_patterns(hours)):
        if pattern is not None:
            assert sum(pattern.shares) == pytest.approx(1)
            assert all(share >= 0 for share in pattern.shares)
            assert pattern.as_dict()["shares"] == pattern.shares
    trend = seasonal_trends(hours, MONDAY_MS + 200 * DAY_MS)
    assert trend is None or all(week >= 0 for week in trend.weekly_hours)
