"""What was heard of the planted stretches, and what else was heard: figures over all developers."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from undersong.learning.simulated.series import LEAST_VAIN
from undersong.learning.simulated.work import Planted

HOUR_MS, MINUTE_MS = 3_600_000, 60_000
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Heard:
    """What one developer would have heard.

    Parameters
    ----------
    active_ms
        Time in sessions.
    planted
        The stretches in vain that were lived.
    naive, alarms
        When the naive rule fired, and when a verdict had been high for long enough to be worth telling.
    spells
        Begin and end of each time in which the detector alone said stuck.
    bars, toasts
        When the status bar or a toast told of it.
    toasts_a_day
        How many toasts each day had.
    """

    active_ms: int
    planted: tuple[Planted, ...]
    naive: tuple[int, ...]
    spells: tuple[tuple[int, int], ...]
    alarms: tuple[int, ...]
    bars: tuple[int, ...]
    toasts: tuple[int, ...]
    toasts_a_day: tuple[int, ...]

    @property
    def episodes(self) -> list[Planted]:
        """The stretches that lasted for five runs in vain; one that the evening cut sooner asks for nothing."""
        return [planted for planted in self.planted if len(planted.runs_ms) >= LEAST_VAIN]

    @property
    def told(self) -> list[int]:
        """When anything was told, at whatever level."""
        return sorted((*self.bars, *self.toasts))


Share = Callable[[Heard], tuple[int, int]]


def found_by_spells(heard: Heard) -> tuple[int, int]:
    """Return how many episodes the detector alone saw, and how many there were."""
    seen = [any(begun <= e.ended_ms and end >= e.begun_ms for begun, end in heard.spells) for e in heard.episodes]
    return sum(seen), len(seen)


def found_by(choose: Callable[[Heard], Sequence[int]]) -> Share:
    """Return a share: the episodes in which something chosen happened, of all."""

    def share(heard: Heard) -> tuple[int, int]:
        times = choose(heard)
        return sum(first_in(planted, times) is not None for planted in heard.episodes), len(heard.episodes)

    return share


def first_in(planted: Planted, times: Sequence[int]) -> int | None:
    """Return the first of some times that lies in a stretch."""
    return next((ms for ms in times if planted.begun_ms <= ms <= planted.ended_ms), None)


def recall(people: Sequence[Heard], share: Share) -> float:
    """Return a share over all developers together."""
    counts = [share(heard) for heard in people]
    return sum(found for found, _ in counts) / max(1, sum(whole for _, whole in counts))


def an_hour(people: Sequence[Heard], choose: Callable[[Heard], Sequence[object]]) -> float:
    """Return how often something happened in an hour of sessions."""
    return sum(len(choose(heard)) for heard in people) / (sum(heard.active_ms for heard in people) / HOUR_MS)


def latency(people: Sequence[Heard], choose: Callable[[Heard], Sequence[int]]) -> tuple[float, float]:
    """Return the median minutes, and failing runs, from the begin of a stretch to what was chosen."""
    waits = [
        ((at - planted.begun_ms) / MINUTE_MS, sum(ms <= at for ms in planted.runs_ms))
        for heard in people
        for planted in heard.episodes
        if (at := first_in(planted, choose(heard))) is not None
    ]
    return (median(w for w, _ in waits), median(r for _, r in waits)) if waits else (float("nan"), float("nan"))


def interval(people: Sequence[Heard], figure: Callable[[Sequence[Heard]], float], seed: int) -> list[float]:
    """Return the middle 95 % of a figure over samples of developers, drawn with replacement."""
    chance = random.Random(seed)
    drawn = sorted(figure(chance.choices(people, k=len(people))) for _ in range(DRAWS))
    return [round(drawn[int(DRAWS * 0.025)], 3), round(drawn[int(DRAWS * 0.975) - 1], 3)]
