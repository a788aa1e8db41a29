"""The rhythm of weeks: at which hours, on which days, and whether it grows or falls. For the person's eyes alone."""

import cmath
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from statistics import median
from typing import Any

from undersong.features.part import HOUR_MS
from undersong.features.worked import WorkedHour

DAY_MS = 24 * HOUR_MS
PEAK_DAYS = 28
# Two weeks of working days: less shows last week's meetings, not a rhythm.
LEAST_HOURS, LEAST_DAYS = 20.0, 8
LEAST_WEEKS = 8


@dataclass(frozen=True, slots=True)
class HourlyPattern:
    """Work by the hour of the local day.

    `shares` has 24 numbers that sum to 1. `daily` and `half_daily` are the first two harmonics, each as its strength
    (0 even, 1 all in one hour) and the hour of its peak.
    """

    shares: tuple[float, ...]
    daily: tuple[float, float]
    half_daily: tuple[float, float]

    @property
    def headline(self) -> float:
        """The share of the busiest hour."""
        return max(self.shares)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class WeeklyPattern:
    """Work by the local day of the week, Monday first; `entropy` is 1 for seven even days and 0 for one."""

    shares: tuple[float, ...]
    entropy: float

    @property
    def headline(self) -> float:
        """How even it is."""
        return self.entropy

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SeasonalTrend:
    """Active hours of whole weeks: hours more each week, and how far the latest week lies off that line."""

    weekly_hours: tuple[float, ...]
    slope: float
    residual: float

    @property
    def headline(self) -> float:
        """The slope."""
        return self.slope

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def hourly_patterns(hours: Iterable[WorkedHour]) -> HourlyPattern | None:
    """Return the share p_h of each local hour, with the harmonics sum p_h e^(2 pi i k h / 24) for k = 1, 2.

    Unit: share. Formula: active time in hour h / all. Source: own. Each hour lies where the clock on the wall was
    then, so neither summer time nor travel smears it. None for under 20 hours of work on 8 days.
    """
    kept = list(hours)
    if not is_enough(kept):
        return None
    shares = by_local_hour(kept)
    waves = [sum(p * cmath.exp(2j * math.pi * k * hour / 24) for hour, p in enumerate(shares)) for k in (1, 2)]
    daily, half_daily = (
        (abs(wave), cmath.phase(wave) / (2 * math.pi * k) * 24 % (24 / k)) for k, wave in enumerate(waves, 1)
    )
    return HourlyPattern(shares, daily, half_daily)


def peak_hour_activity(hours: Iterable[WorkedHour], now_ms: int) -> float | None:
    """Return the share of the busiest local hour in the last 28 days; None without work.

    Unit: share. Formula: max over h of active time in hour h / all. Source: own.
    """
    recent = [hour for hour in hours if now_ms - PEAK_DAYS * DAY_MS < hour.hour_ms <= now_ms]
    return max(by_local_hour(recent)) if any(hour.active_seconds for hour in recent) else None


def weekly_patterns(hours: Iterable[WorkedHour]) -> WeeklyPattern | None:
    """Return the share p_d of each local weekday, and -sum p_d log p_d / log 7.

    Unit: share. Formula: active time on day d / all. Source: own. Office work leaves 4.4 and 1.5 % to Saturday and
    Sunday (83 developers), volunteers work 15.4 and 15.9 % then (98 authors): neither is odd. None for under 20 hours
    of work on 8 days.
    """
    kept = list(hours)
    if not is_enough(kept):
        return None
    sums = [0.0] * 7
    for hour in kept:
        sums[local_day(hour).weekday()] += hour.active_seconds
    shares = tuple(seconds / sum(sums) for seconds in sums)
    entropy = -math.fsum(p * math.log(p) for p in shares if p) / math.log(7)
    return WeeklyPattern(shares, entropy + 0.0)


def seasonal_trends(hours: Iterable[WorkedHour], now_ms: int) -> SeasonalTrend | None:
    """Return slope and residual of the active hours of whole weeks; None for fewer than eight.

    Unit: hours a week, per week. Formula: slope = median of (y_j - y_i) / (j - i) over all pairs of weeks (Theil-Sen),
    residual = y_last - (median(y - slope x week) + slope x last). Source: own, in place of STL: a seasonal part needs
    two whole seasons, and events are kept for half a year, so a decomposition would have trend and residual alone;
    medians keep a holiday from bending them. The week under way and the one in which it began are left out.
    """
    kept = [hour for hour in hours if hour.hour_ms <= now_ms]
    if not kept:
        return None
    weekly = whole_weeks(kept, now_ms)
    if len(weekly) < LEAST_WEEKS:
        return None
    slope = median((weekly[j] - weekly[i]) / (j - i) for i, j in combinations(range(len(weekly)), 2))
    start = median(y - slope * week for week, y in enumerate(weekly))
    return SeasonalTrend(tuple(weekly), slope, weekly[-1] - (start + slope * (len(weekly) - 1)))


def whole_weeks(hours: Sequence[WorkedHour], now_ms: int) -> list[float]:
    """Return the active hours of each whole local week between the first work and now; a week off is 0."""
    offset_ms = hours[-1].local_ms - hours[-1].hour_ms
    first, last = monday_of(local_day(hours[0])) + timedelta(7), monday_of(day_of(now_ms + offset_ms))
    weekly = [0.0] * max(0, (last - first).days // 7)
    for hour in hours:
        week = (monday_of(local_day(hour)) - first).days // 7
        if 0 <= week < len(weekly):
            weekly[week] += hour.active_seconds / 3600
    return weekly


def by_local_hour(hours: Iterable[WorkedHour]) -> tuple[float, ...]:
    """Return the share of each local hour; where a zone is half an hour off, an hour of UTC lies in two."""
    sums = [0.0] * 24
    for hour in hours:
        first, minutes = divmod(hour.local_ms // 60_000, 60)
        sums[first % 24] += hour.active_seconds * (60 - minutes) / 60
        sums[(first + 1) % 24] += hour.active_seconds * minutes / 60
    every = sum(sums)
    return tuple(seconds / every for seconds in sums)


def is_enough(hours: Sequence[WorkedHour]) -> bool:
    """Tell whether there is enough work to speak of a rhythm."""
    days = {local_day(hour) for hour in hours if hour.active_seconds}
    return len(days) >= LEAST_DAYS and sum(hour.active_seconds for hour in hours) >= LEAST_HOURS * 3600


def local_day(hour: WorkedHour) -> date:
    """Return the day on which an hour began by the person's clock."""
    return day_of(hour.local_ms)


def day_of(time_ms: int) -> date:
    """Return the day of a time, read as if it were UTC."""
    return datetime.fromtimestamp(time_ms / 1000, UTC).date()


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(day.weekday())
