"""Whether to offer a look back on the day: once, near its usual end, between two things, and only where turned on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from statistics import median_low
from typing import Any, Self

from undersong.nudges.budget import DAY_MS, local_day, next_midnight
from undersong.nudges.moment import Moment

MINUTE_MS, HOUR_MS = 60_000, 3_600_000
OFFER = "Look back on the day? It takes about 20 seconds."
# From when on before the usual end of a day, and what is taken for that end until a week is known.
BEFORE_END_MS, USUAL_END_MS = 30 * MINUTE_MS, 17 * HOUR_MS
KNOWN_DAYS, MOST_DAYS = 5, 10
# A day with less work than this between its first and its latest act has nothing to look back on.
LEAST_DAY_MS = 2 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Reviewing:
    """When the person's days end, and whether today's was offered. A value: every change gives another one.

    Parameters
    ----------
    day
        The number of the person's local day.
    begun_ms, latest_ms
        Today's first and latest edit.
    ends
        The time of day of the last edit on each of the last days, in milliseconds since midnight.
    offered_day
        The day on which it was offered last.
    snoozed_until_ms
        Nothing is offered before.
    """

    day: int = 0
    begun_ms: int = 0
    latest_ms: int = 0
    ends: tuple[int, ...] = ()
    offered_day: int = 0
    snoozed_until_ms: int = 0

    def at(self, moment: Moment) -> Self:
        """Return what holds at a moment."""
        if moment.edited_ms is None or moment.edited_ms <= self.latest_ms:
            return self
        day = local_day(moment.edited_ms, moment.utcoffset_minutes)
        if day == self.day:
            return replace(self, latest_ms=moment.edited_ms)
        last = (time_of_day(self.latest_ms, moment.utcoffset_minutes),) if self.day else ()
        ends = (*self.ends, *last)[-MOST_DAYS:]
        return replace(self, day=day, begun_ms=moment.edited_ms, latest_ms=moment.edited_ms, ends=ends)

    def may_offer(self, moment: Moment) -> bool:
        """Tell whether now is a moment to offer it."""
        is_between = moment.boundary_ms is not None and not moment.is_busy
        is_late = time_of_day(moment.now_ms, moment.utcoffset_minutes) >= self.usual_end_ms - BEFORE_END_MS
        is_worth_it = self.latest_ms - self.begun_ms >= LEAST_DAY_MS
        today = local_day(moment.now_ms, moment.utcoffset_minutes)
        is_new = today == self.day != self.offered_day
        return is_between and is_late and is_worth_it and is_new and moment.now_ms >= self.snoozed_until_ms

    @property
    def usual_end_ms(self) -> int:
        """The time of day at which work usually ends."""
        return median_low(self.ends) if len(self.ends) >= KNOWN_DAYS else USUAL_END_MS

    def offered(self) -> Self:
        """Return what holds after the offer; one a day is enough."""
        return replace(self, offered_day=self.day)

    def snoozed(self, now_ms: int, utcoffset_minutes: int) -> Self:
        """Return what holds when the person does not want it today."""
        return replace(self, snoozed_until_ms=next_midnight(now_ms, utcoffset_minutes))

    def forgotten(self) -> Self:
        """Return what holds once the person's edits were forgotten: nothing of when they worked."""
        return replace(self, day=0, begun_ms=0, latest_ms=0, ends=())

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for the store."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild from `as_dict`."""
        return cls(**{**plain, "ends": tuple(plain["ends"])})


def time_of_day(time_ms: int, utcoffset_minutes: int) -> int:
    """Return the milliseconds since the person's own midnight."""
    return (time_ms + utcoffset_minutes * MINUTE_MS) % DAY_MS
