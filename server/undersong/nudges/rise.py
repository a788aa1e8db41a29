"""Whether a probability has been high for long enough to speak of it, and has not fallen far since."""

from dataclasses import dataclass, replace
from typing import Self

from undersong.domain.window import GRACE_MS, STEP_MS

# Three windows in a row make the minute after which a verdict is no chance (reference on online detection).
WINDOWS = 3
# Leaving takes a clear fall, so that one episode is not told twice.
HYSTERESIS = 0.15
# Bounded deferral (Horvitz): without a boundary for so long, the status bar has to do.
WAIT_MS = 300_000
# Who has done nothing for five minutes is not there to be spoken to.
STALE_MS = 300_000


@dataclass(frozen=True, slots=True)
class Rise:
    """One episode of high probability. A value: every window gives another one.

    Parameters
    ----------
    since_ms, last_ms
        The ends of its first window and of the latest, since somebody was last away.
    is_told, is_mentioned
        It was spoken of, and the status bar has told of it. Who comes back to it is not told again.
    has_entered
        It has been high for long enough.
    begun_ms
        The end of its very first window, which is its name; kept over absences.
    """

    since_ms: int | None = None
    last_ms: int = 0
    is_told: bool = False
    has_entered: bool = False
    is_mentioned: bool = False
    begun_ms: int | None = None

    def after(self, end_ms: int, probability: float, enter: float) -> Self:
        """Return the rise after another window."""
        if probability >= enter:
            since_ms = end_ms if self.since_ms is None else self.since_ms
            begun_ms = end_ms if self.begun_ms is None else self.begun_ms
            return replace(self, since_ms=since_ms, last_ms=end_ms, begun_ms=begun_ms)
        if probability < enter - HYSTERESIS:
            return type(self)()
        return replace(self, last_ms=end_ms) if self.has_entered else self.parted()

    def at(self, now_ms: int) -> Self:
        """Return the rise at a time: a few windows in which nothing happened leave things as they were."""
        if self.since_ms is not None and now_ms > self.last_ms + STALE_MS:
            return self.parted()
        entered = self.since_ms is not None and now_ms >= self.entered_ms
        return replace(self, has_entered=True) if entered and not self.has_entered else self

    def parted(self) -> Self:
        """Return what is left of it in an absence: its name, and what was told of it."""
        return type(self)(is_told=self.is_told, is_mentioned=self.is_mentioned, begun_ms=self.begun_ms)

    @property
    def entered_ms(self) -> int:
        """When the last of the windows that it takes has been judged."""
        return (self.since_ms or 0) + (WINDOWS - 1) * STEP_MS + GRACE_MS

    def is_overdue(self, now_ms: int, ready_ms: float = 0) -> bool:
        """Tell whether it has waited for a boundary for too long, since `ready_ms` where speaking was not allowed."""
        return now_ms >= max(self.entered_ms, ready_ms) + WAIT_MS
