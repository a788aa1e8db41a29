"""Time as something that is handed in."""

import os
import time
from typing import Protocol

from undersong.domain.errors import BadSetting

VARIABLE = "UNDERSONG_CLOCK"


class Clock(Protocol):
    """Where time comes from. Nothing else in the product reads the machine's clock."""

    speed: float  # seconds of this clock in a second of the machine's; 0 for one that is held

    def now_ms(self) -> int:
        """Return milliseconds since the epoch; never less than the call before returned."""
        ...


class SystemClock:
    """The machine's clock, held still while it runs backwards."""

    speed = 1.0

    def __init__(self) -> None:
        self._latest = 0

    def now_ms(self) -> int:
        """Return the machine's time, or the latest seen while the machine's clock stands before it."""
        self._latest = max(self._latest, time.time_ns() // 1_000_000)
        return self._latest


class ScaledClock:
    """A clock that runs `speed` times as fast as the machine's since `origin_ms`; both sides of a test share it."""

    def __init__(self, origin_ms: int, speed: float) -> None:
        self.origin_ms, self.speed = origin_ms, speed
        self._machine = SystemClock()

    def now_ms(self) -> int:
        """Return the scaled time."""
        return self.origin_ms + int((self._machine.now_ms() - self.origin_ms) * self.speed)


class HeldClock:
    """A clock that moves only when it is told to: for tests, and for recordings played faster than life."""

    speed = 0.0

    def __init__(self, start_ms: int = 0) -> None:
        self._now = start_ms

    def now_ms(self) -> int:
        """Return the time last set."""
        return self._now

    def advance_to(self, time_ms: int) -> None:
        """Move on to a time; an earlier one changes nothing."""
        self._now = max(self._now, time_ms)


def clock_from_environment() -> SystemClock | ScaledClock | HeldClock:
    """Return the clock that ``UNDERSONG_CLOCK`` names.

    Unset is the machine's; ``scaled:<origin ms>:<speed>`` runs faster, ``held:<start ms>`` waits to be told.
    """
    wish = os.environ.get(VARIABLE, "")
    if not wish:
        return SystemClock()
    match wish.split(":"):
        case ["scaled", origin, speed] if origin.isdigit() and float(speed) > 0:
            return ScaledClock(int(origin), float(speed))
        case ["held", start] if start.isdigit():
            return HeldClock(int(start))
    raise BadSetting(VARIABLE, wish, "leave it unset, or give scaled:<origin ms>:<speed> or held:<start ms>")
