"""How often one may speak: cooldown, daily cap, snoozes, and the switch that a useless kind throws by itself."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from undersong.domain.nudge import Answer
from undersong.domain.settings import Settings

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
# A dismissal doubles the cooldown up to four hours; help halves it, not below half of what was chosen.
LONGEST_COOLDOWN_MS, LEAST_PATIENCE = 4 * HOUR_MS, 0.5
# After twenty shown, fewer than 15 % welcome ones: that kind is noise to this person.
JUDGED_AFTER, LEAST_WELCOME = 20, 0.15
NEVER = 1 << 62
DISMISSALS = frozenset({Answer.NOT_NOW, Answer.WRONG})


@dataclass(frozen=True, slots=True)
class Budget:
    """What was said and how it was taken, for one detector. A value: every change gives another one.

    Parameters
    ----------
    shown
        Id of each of the last toasts and whether it was welcome, oldest first.
    last_ms, today, day
        The last toast, how many there were on the person's local day, and that day's number.
    patience
        By how much the cooldown is longer than was chosen.
    snoozed_until_ms
        Nothing is said before.
    is_off
        It turned itself off.
    """

    shown: tuple[tuple[str, bool], ...] = ()
    last_ms: int | None = None
    day: int = 0
    today: int = 0
    patience: float = 1.0
    snoozed_until_ms: int = 0
    is_off: bool = False

    def allows(self, now_ms: int, utcoffset_minutes: int, settings: Settings) -> bool:
        """Tell whether a toast may be shown now."""
        if self.is_mute(now_ms):
            return False
        if local_day(now_ms, utcoffset_minutes) == self.day and self.today >= settings.nudges_daily_cap:
            return False
        return now_ms >= self.ready_ms(settings)

    def is_mute(self, now_ms: int) -> bool:
        """Tell whether nothing at all is to be said, not even in the status bar."""
        return self.is_off or now_ms < self.snoozed_until_ms

    def ready_ms(self, settings: Settings) -> float:
        """Return when the cooldown after the last toast is over."""
        return 0 if self.last_ms is None else self.last_ms + self.cooldown_ms(settings)

    def cooldown_ms(self, settings: Settings) -> float:
        """Return the least time between two toasts."""
        return min(settings.nudges_cooldown_minutes * MINUTE_MS * self.patience, LONGEST_COOLDOWN_MS)

    def spent(self, nudge_id: str, now_ms: int, utcoffset_minutes: int, is_seen: bool = True) -> Self:
        """Return the budget after a toast; one that was only counted spends time, but cannot be unwelcome."""
        day = local_day(now_ms, utcoffset_minutes)
        today = self.today + 1 if day == self.day else 1
        shown = (*self.shown, (nudge_id, False))[-JUDGED_AFTER:] if is_seen else self.shown
        return replace(self, shown=shown, last_ms=now_ms, day=day, today=today)

    def answered(self, nudge_id: str, answer: Answer, now_ms: int, utcoffset_minutes: int) -> Self:
        """Return the budget after a person's answer."""
        shown = tuple(
            (known, welcome or (known == nudge_id and answer is Answer.HELPFUL)) for known, welcome in self.shown
        )
        factor = 2.0 if answer in DISMISSALS else 0.5 if answer is Answer.HELPFUL else 1.0
        until = {
            Answer.SNOOZE_HOUR: now_ms + HOUR_MS,
            Answer.SNOOZE_TODAY: next_midnight(now_ms, utcoffset_minutes),
            Answer.NEVER: NEVER,
        }.get(answer, self.snoozed_until_ms)
        patience = min(max(self.patience * factor, LEAST_PATIENCE), LONGEST_COOLDOWN_MS / MINUTE_MS)
        return replace(self, shown=shown, patience=patience, snoozed_until_ms=max(until, self.snoozed_until_ms))

    def forgotten(self) -> Self:
        """Return what is left when what was shown is forgotten: what the person asked for."""
        return type(self)(patience=self.patience, snoozed_until_ms=self.snoozed_until_ms, is_off=self.is_off)

    @property
    def welcome(self) -> int:
        """How many of the last toasts helped."""
        return sum(was_welcome for _, was_welcome in self.shown)

    @property
    def is_unwelcome(self) -> bool:
        """Enough were shown to tell, and too few of them helped."""
        return len(self.shown) >= JUDGED_AFTER and self.welcome < LEAST_WELCOME * len(self.shown)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for the store."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild from `as_dict`, or from what forgetting left of it."""
        shown = tuple((str(known), bool(welcome)) for known, welcome in plain.get("shown", ()))
        return cls(**{**plain, "shown": shown})


def local_day(now_ms: int, utcoffset_minutes: int) -> int:
    """Return the number of the person's local day."""
    return (now_ms + utcoffset_minutes * MINUTE_MS) // DAY_MS


def next_midnight(now_ms: int, utcoffset_minutes: int) -> int:
    """Return the end of the person's local day."""
    return (local_day(now_ms, utcoffset_minutes) + 1) * DAY_MS - utcoffset_minutes * MINUTE_MS
