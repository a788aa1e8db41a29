"""From which probability a detector speaks, so that a person hears it no more often than they would bear."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from undersong.detectors.base import HYSTERESIS

DAY_MS, HOUR_MS = 86_400_000, 3_600_000
# At most one episode in two active hours may ask to be told; the nudge policy chooses among them.
CANDIDATES_AN_HOUR = 0.5
DAYS = 14
# Under a working day of one's own a count of episodes is chance; until then the release's own cut-off holds.
LEAST_HOURS = 8.0
# Time in sessions parted by a quarter of an hour: so the rates count that the budget was set beside.
ABSENCE_MS = 900_000
# As many windows in a row as a nudge needs to be considered: a minute.
WINDOWS = 3
# Probabilities are told apart to a hundredth.
STEP = 0.01
LEVELS = tuple(n / 100 for n in range(1, 100))


@dataclass(slots=True)
class Day:
    """One day's active time, and how many more episodes begin at each level than at the one below it."""

    active_ms: int = 0
    steps: dict[int, int] = field(default_factory=dict)

    def add(self, low: float, high: float) -> None:
        """Count an episode that begins at every level above `low` up to `high`."""
        first, end = bisect_right(LEVELS, low), bisect_right(LEVELS, high)
        if first < end:
            self.steps[first] = self.steps.get(first, 0) + 1
            self.steps[end] = self.steps.get(end, 0) - 1


class Threshold:
    """Chooses the cut-off that keeps the last fourteen days within the budget.

    What would have been told is counted for every cut-off at once: an episode begins where three windows in a row
    reach it and ends where one falls 0.15 below. The levels inside an episode are always all those up to some
    height, so one number, `reach`, tells them, and a window costs the same whatever the history. The cut-off changes
    only between days: nobody's detector becomes stricter while it speaks.

    Examples
    --------
    >>> threshold = Threshold()
    >>> for end_ms in range(0, 10 * HOUR_MS, 20_000):
    ...     threshold.note(end_ms, 0.8 if end_ms % HOUR_MS < 300_000 else 0.1)
    >>> threshold.note(DAY_MS, 0.1)  # the next day begins
    >>> threshold.enter(0.45)
    0.81
    """

    def __init__(self) -> None:
        self._days: dict[int, Day] = {}
        self._recent: list[float] = []
        self._reach = 0.0
        self._last_ms = 0
        self._fitting: list[float] | None = None

    def note(self, end_ms: int, probability: float) -> None:
        """Take in what was told of a window; windows come in the order of time."""
        if self._days and end_ms // DAY_MS != self._last_ms // DAY_MS:
            self._close_day(end_ms // DAY_MS)
        day = self._days.setdefault(end_ms // DAY_MS, Day())
        gap_ms = end_ms - self._last_ms
        if 0 < gap_ms < ABSENCE_MS:
            day.active_ms += gap_ms
        else:
            self._recent = []  # silence is no fall: who comes back to the same trouble is in the same episode
        self._recent = [*self._recent[1 - WINDOWS :], probability]
        self._reach = min(self._reach, probability + HYSTERESIS)
        if len(self._recent) == WINDOWS and min(self._recent) > self._reach:
            day.add(self._reach, min(self._recent))
            self._reach = min(self._recent)
        self._last_ms = end_ms

    def enter(self, release: float) -> float:
        """Return the probability from which the state holds, never below the release's own."""
        if self._fitting is None:
            return release
        level = next((fit for fit in self._fitting if fit >= release), LEVELS[-1])
        return release if level < release + STEP else level

    def leave(self, release: float, release_leave: float) -> float:
        """Return the probability under which it is over; the release's own while its cut-off is in force."""
        enter = self.enter(release)
        return release_leave if enter == release else enter - HYSTERESIS

    def as_dict(self) -> dict[str, Any]:
        """Return the state as JSON takes it; `from_dict` goes on from there."""
        days = {
            str(day): [kept.active_ms, {str(at): n for at, n in kept.steps.items()}] for day, kept in self._days.items()
        }
        return {
            "days": days,
            "recent": self._recent,
            "reach": self._reach,
            "last_ms": self._last_ms,
            "fitting": self._fitting,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `as_dict` described."""
        made = cls()
        made._days = {
            int(day): Day(active_ms, {int(at): n for at, n in steps.items()})
            for day, (active_ms, steps) in plain["days"].items()
        }
        made._recent, made._reach = list(plain["recent"]), plain["reach"]
        made._last_ms, made._fitting = plain["last_ms"], plain["fitting"]
        return made

    def episodes_from(self, level: float) -> int:
        """Return how many episodes of the days that are kept would have begun at a cut-off."""
        return episodes(self._days.values())[min(bisect_left(LEVELS, level), len(LEVELS) - 1)]

    @property
    def active_hours(self) -> float:
        """The active time of the days that are kept."""
        return sum(day.active_ms for day in self._days.values()) / HOUR_MS

    def _close_day(self, today: int) -> None:
        """Find anew, from the days before today, which cut-offs keep the budget."""
        self._days = {day: kept for day, kept in self._days.items() if today - DAYS <= day}
        most, begun = CANDIDATES_AN_HOUR * self.active_hours, episodes(self._days.values())
        fitting = [level for level, number in zip(LEVELS, begun, strict=True) if number <= most]
        self._fitting = fitting if self.active_hours >= LEAST_HOURS else None


def episodes(days: Iterable[Day]) -> list[int]:
    """Return how many episodes begin at each level."""
    steps = [0] * (len(LEVELS) + 1)
    for day in days:
        for at, number in day.steps.items():
            steps[at] += number
    counts, running = [], 0
    for step in steps[: len(LEVELS)]:
        running += step
        counts.append(running)
    return counts
