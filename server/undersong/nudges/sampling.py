"""Whether to ask how the work is going: seldom, between two things, and only where the person turned it on."""

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from undersong.nudges.budget import local_day, next_midnight
from undersong.nudges.moment import Moment

MINUTE_MS = 60_000
# Experience sampling at work: at most four a day, three quarters of an hour apart (reference on self-reports).
MOST_A_DAY, LEAST_GAP_MS = 4, 45 * MINUTE_MS
# So much chance comes on top, or all four would be asked in the morning, and always after the same things.
SPREAD_MS = 60 * MINUTE_MS
# Nobody is spoken to twice in a row, by a nudge and by a question.
AFTER_NUDGE_MS = 10 * MINUTE_MS


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: a step from stuck to flowing, and the state that it means."""

    scale: int
    state: str
    title: str


QUESTION = "How is the work going?"
CHOICES = (
    Choice(1, "stuck", "Stuck"),
    Choice(2, "stuck", "Slow going"),
    Choice(3, "fine", "Going on"),
    Choice(4, "fine", "Going well"),
    Choice(5, "focused", "Flowing"),
)


@dataclass(frozen=True, slots=True)
class Sampling:
    """What was asked on the person's local day. A value: every change gives another one.

    Parameters
    ----------
    day, today
        The day's number, and how often it was asked on it.
    next_ms
        Nothing is asked before; 0 until the first moment at which it could be.
    snoozed_until_ms
        Nothing is asked before: the person said so.
    spoken_ms
        The last nudge.
    """

    day: int = 0
    today: int = 0
    next_ms: int = 0
    snoozed_until_ms: int = 0
    spoken_ms: int = 0

    def at(self, moment: Moment) -> Self:
        """Return what holds at a moment: a new day begins with a wait of its own, and ends none that goes on."""
        day = local_day(moment.now_ms, moment.utcoffset_minutes)
        if day == self.day or moment.boundary_ms is None:
            return self
        return replace(self, day=day, today=0, next_ms=max(self.next_ms, moment.now_ms + chance_ms(day, 0)))

    def may_ask(self, moment: Moment) -> bool:
        """Tell whether now is a moment to ask; never in the middle of something."""
        is_between = moment.boundary_ms is not None and not moment.is_busy
        is_due = moment.now_ms >= max(self.next_ms, self.snoozed_until_ms, self.spoken_ms + AFTER_NUDGE_MS)
        is_today = local_day(moment.now_ms, moment.utcoffset_minutes) == self.day
        return is_between and is_due and is_today and self.today < MOST_A_DAY

    def asked(self, now_ms: int) -> Self:
        """Return what holds after a question."""
        wait_ms = LEAST_GAP_MS + chance_ms(self.day, self.today + 1)
        return replace(self, today=self.today + 1, next_ms=now_ms + wait_ms)

    def heard(self, now_ms: int) -> Self:
        """Return what holds after the person said something unasked: that is an answer too."""
        return replace(self, next_ms=max(self.next_ms, now_ms + LEAST_GAP_MS))

    def nudged(self, now_ms: int) -> Self:
        """Return what holds after a nudge."""
        return replace(self, spoken_ms=now_ms)

    def snoozed(self, now_ms: int, utcoffset_minutes: int) -> Self:
        """Return what holds when the person does not want to be asked again today."""
        return replace(self, snoozed_until_ms=next_midnight(now_ms, utcoffset_minutes))

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for the store."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild from `as_dict`."""
        return cls(**plain)


def chance_ms(day: int, number: int) -> int:
    """Return a wait that differs from question to question and is the same when it is asked for again."""
    return int(random.Random(f"{day} {number}").random() * SPREAD_MS)
