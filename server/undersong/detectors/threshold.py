"""From which probability a detector speaks, so that a person hears it no more often than they would bear."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from undersong.detectors.base import HYSTERESIS
from undersong.domain.work import SESSION_GAP_MS

DAY_MS, HOUR_MS = 86_400_000, 3_600_000
# At most one episode in two active hours may ask to be told; the nudge policy chooses among them.
CANDIDATES_AN_HOUR = 0.5
DAYS = 14
# Under a working day of one's own a count of episodes is chance; until then the release's own cut-off holds.
LEAST_HOURS = 8.0
# Time in sessions parted by a quarter of an hour: so the rates count that the budget was set beside.
ABSENCE_MS = SESSION_GAP_MS
# As many windows in a row as a nudge needs to be considered: a minute.
WINDOWS = 3
# Probabilities are told apart to a hundredth.
LEVELS = tuple(n / 100 for n in range(1, 100))

Steps = dict[int, int]


@dataclass(slots=True)
class Day:
    """One day's active time, and how many more episodes begin at each level than at the one below it.

    `steps` counts what the probability alone would tell, `ruled` what it would tell beside the rule.
    """

    active_ms: int = 0
    steps: Steps = field(default_factory=dict)
    ruled: Steps = field(default_factory=dict)


@dataclass(slots=True)
class Reach:
    """How high the levels go inside an episode of which the work is now, and the last windows."""

    recent: list[float] = field(default_factory=list)
    height: float = 0.0

    def note(self, probability: float, told_up_to: float, steps: Steps) -> None:
        """Take in a window that is told at every level up to `told_up_to`, and count the episodes that it begins."""
        self.recent = [*self.recent[1 - WINDOWS :], told_up_to]
        self.height = min(self.height, probability + HYSTERESIS)
        if len(self.recent) == WINDOWS and min(self.recent) > self.height:
            first, end = bisect_right(LEVELS, self.height), bisect_right(LEVELS, min(self.recent))
            if first < end:
                steps[first] = steps.get(first, 0) + 1
                steps[end] = steps.get(end, 0) - 1
            self.height = min(self.recent)


class Threshold:
    """Chooses the cut-off that keeps the last fourteen days within the budget.

    What would have been told is counted for every cut-off at once: an episode begins where three windows in a row
    reach it and ends where one falls 0.15 below. The levels inside an episode are always all those up to some
    height, so one number tells them, and a window costs the same whatever the history. The cut-off changes only
    between days: nobody's detector becomes stricter while it speaks.

    The rule beside the model tells what repeats from 0.15 below the release's cut-off. Where the release's own is in
    force, that counts; a person's own cut-off is there for the sake of quiet, and binds the rule like the model.

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
        self._plain, self._ruled = Reach(), Reach()
        self._last_ms = 0
        # Levels that keep the budget: of the probability alone, and beside the rule.
        self._fitting: tuple[list[float], list[float]] | None = None

    def note(self, end_ms: int, probability: float, is_repeating: bool = False) -> None:
        """Take in what was told of a window, and whether the rule speaks; windows come in the order of time."""
        if self._days and end_ms // DAY_MS != self._last_ms // DAY_MS:
            self._close_day(end_ms // DAY_MS)
        day = self._days.setdefault(end_ms // DAY_MS, Day())
        gap_ms = end_ms - self._last_ms
        if 0 < gap_ms < ABSENCE_MS:
            day.active_ms += gap_ms
        else:
            # Silence is no fall: who comes back to the same trouble is in the same episode.
            self._plain.recent, self._ruled.recent = [], []
        self._plain.note(probability, probability, day.steps)
        self._ruled.note(probability, probability + HYSTERESIS * is_repeating, day.ruled)
        self._last_ms = end_ms

    def enter(self, release: float) -> float:
        """Return the probability from which the state holds, never below the release's own."""
        if self._fitting is None:
            return release
        fitting, ruled = self._fitting
        own = next((level for level in LEVELS if level >= release), release)
        return release if own in ruled or own > LEVELS[-1] else next((fit for fit in fitting if fit > own), LEVELS[-1])

    def as_dict(self) -> dict[str, Any]:
        """Return the state as JSON takes it; `from_dict` goes on from there."""
        return {
            "days": {
                str(day): [kept.active_ms, plain_steps(kept.steps), plain_steps(kept.ruled)]
                for day, kept in self._days.items()
            },
            "reach": [[reach.recent, reach.height] for reach in (self._plain, self._ruled)],
            "last_ms": self._last_ms,
            "fitting": None if self._fitting is None else list(self._fitting),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `as_dict` described."""
        made = cls()
        if "recent" in plain:
            return made  # an earlier version counted without the rule
        made._days = {
            int(day): Day(active_ms, *({int(at): n for at, n in steps.items()} for steps in both))
            for day, (active_ms, *both) in plain["days"].items()
        }
        made._plain, made._ruled = (Reach(list(recent), height) for recent, height in plain["reach"])
        made._last_ms, fitting = plain["last_ms"], plain["fitting"]
        made._fitting = None if fitting is None else (fitting[0], fitting[1])
        return made

    @property
    def active_hours(self) -> float:
        """The active time of the days that are kept."""
        return sum(day.active_ms for day in self._days.values()) / HOUR_MS

    def _close_day(self, today: int) -> None:
        """Find anew, from the days before today, which cut-offs keep the budget."""
        self._days = {day: kept for day, kept in self._days.items() if today - DAYS <= day}
        days = self._days.values()
        fitting = self._fit(day.steps for day in days), self._fit(day.ruled for day in days)
        self._fitting = fitting if self.active_hours >= LEAST_HOURS else None

    def _fit(self, days: Iterable[Steps]) -> list[float]:
        most = CANDIDATES_AN_HOUR * self.active_hours
        return [level for level, number in zip(LEVELS, episodes(days), strict=True) if number <= most]


def episodes(days: Iterable[Steps]) -> list[int]:
    """Return how many episodes begin at each level."""
    steps = [0] * (len(LEVELS) + 1)
    for day in days:
        for at, number in day.items():
            steps[at] += number
    counts, running = [], 0
    for step in steps[: len(LEVELS)]:
        running += step
        counts.append(running)
    return counts


def plain_steps(steps: Steps) -> dict[str, int]:
    """Return steps as JSON takes them."""
    return {str(at): number for at, number in steps.items()}
