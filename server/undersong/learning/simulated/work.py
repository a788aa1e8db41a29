"""What the runs of a simulated developer give: ordinary green and red, and planted stretches in vain."""

import random
from collections import deque
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b

from undersong.features.runs import Run
from undersong.learning.simulated.habits import Habits
from undersong.learning.simulated.series import Cases, Series

# How many runs fail before an ordinary fault is mended: most once, some three times (median of two builds a task,
# priors/debugging_phases.json).
TRIES, TRIES_WEIGHTS = (1, 2, 3), (55, 30, 15)
# Shares of the ordinary red phases. Own: a growing feature stays red for long and gets on; a try may not even build.
GROWING, BROKEN = 0.15, 0.2
# Whoever is stuck runs the one file that fails, or everything.
ALONE = 0.5
# What a report can carry.
MOST_SIGNATURES = 7


class Way(StrEnum):
    """How a project's tests are run; the last two are hard to tell from trouble."""

    PLAIN = "plain"
    KNOWN_RED = "known_red"  # two tests fail always, and nobody minds
    WATCHING = "watching"  # while something is red, every edit is saved by itself and runs the tests again


# The tests that always fail have the same hashes in every run.
KNOWN_RED = frozenset({"c0ffee01", "c0ffee02"})


@dataclass(slots=True)
class Planted:
    """A stretch in vain that was lived: when, and the times of its failing runs."""

    person: str
    begun_ms: int = 0
    ended_ms: int = 0
    runs_ms: list[int] = field(default_factory=list)
    active_ms: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """A run to come: `planted` is the stretch in vain that it belongs to, `is_end` the run that ends it."""

    run: Run
    planted: Planted | None = None
    is_end: bool = False


class Work:
    """Says what the next run gives.

    Parameters
    ----------
    habits
        The developer's project.
    cases
        Where real failing runs are taken from.
    way
        How the project's tests are run.
    """

    def __init__(self, habits: Habits, cases: Cases, chance: random.Random, way: Way = Way.PLAIN) -> None:
        self._habits, self._cases, self._chance, self._way = habits, cases, chance, way
        self._latest: Run | None = None
        self._ahead: deque[Ahead] = deque()
        self._count = 0
        self.planted: list[Planted] = []
        self.current: Planted | None = None

    @property
    def is_red(self) -> bool:
        """Runs are to come until all is green again."""
        return bool(self._ahead)

    @property
    def is_planted(self) -> bool:
        """A planted stretch is under way or about to begin."""
        return any(ahead.planted for ahead in self._ahead)

    def plant(self) -> None:
        """Let a real stretch in vain come next."""
        series = self._chance.choice(self._cases.series)
        planted = Planted(series.person)
        base = 0 if self._chance.random() < ALONE else self._habits.tests
        self._count += 1
        runs = embedded((series.before, *series.vain, *after(series)), base, self._count)
        self._ahead.append(Ahead(runs[0]))
        last = len(series.vain)
        self._ahead += [Ahead(run, planted) for run in runs[1 : last + 1]]
        self._ahead += [Ahead(run, planted, True) for run in runs[last + 1 :]]
        self._ahead.append(Ahead(self._green(), planted, True))

    def run(self, at_ms: int) -> tuple[Run, bool]:
        """Return what the run at this time gives, and whether it is one of tests with counts."""
        is_test = self._chance.random() < self._habits.tested
        if not self._ahead and self._chance.random() < self._habits.red:
            self._begin_red()
        if not self._ahead:
            return self._green(), is_test
        ahead = self._ahead.popleft()
        self._latest = ahead.run
        if ahead.planted is not None:
            self._note(ahead, ahead.planted, at_ms)
        return ahead.run, is_test or ahead.planted is not None or ahead.run.tests > 1

    def again(self) -> Run | None:
        """Return what a watcher's run at an edit gives: what the last one gave, while that is red; else nothing."""
        return self._latest if self._way is Way.WATCHING and self.is_red else None

    def give_up(self, at_ms: int) -> None:
        """Leave what is red as it is: the day is over."""
        self._ahead.clear()
        self._end(at_ms)

    def _note(self, ahead: Ahead, planted: Planted, at_ms: int) -> None:
        if ahead.is_end:
            self._end(at_ms)
            return
        if self.current is None:
            planted.begun_ms = at_ms
            self.current = planted
            self.planted.append(planted)
        planted.runs_ms.append(at_ms)

    def _end(self, at_ms: int) -> None:
        if self.current is not None:
            self.current.ended_ms = at_ms
            self.current = None

    def _begin_red(self) -> None:
        self._count += 1
        if self._cases.climbs and self._chance.random() < GROWING:
            runs = embedded(self._chance.choice(self._cases.climbs), 0, self._count)
        else:
            runs = self._tries()
        self._ahead += [Ahead(run) for run in (*runs, self._green())]

    def _tries(self) -> tuple[Run, ...]:
        """Return the failing runs of an ordinary fault: the same tests fail, some tries do not build."""
        tries = self._chance.choices(TRIES, TRIES_WEIGHTS)[0]
        failed = min(1 + int(self._chance.expovariate(0.8)), self._habits.tests)
        plain = Run(0, self._habits.tests - failed, failed)
        broken = Run(0, None, None, 1, frozenset({"broken"}))
        runs = [broken if n and self._chance.random() < BROKEN else plain for n in range(tries)]
        return embedded(tuple(runs), 0, self._count)

    def _green(self) -> Run:
        if self._way is Way.KNOWN_RED:
            return Run(0, self._habits.tests, len(KNOWN_RED), 0, KNOWN_RED)
        return Run(0, self._habits.tests, 0)


def after(series: Series) -> tuple[Run, ...]:
    """Return the run that ended a stretch, or nothing; what is green comes anyway."""
    return (series.after,) if series.after is not None and not series.after.is_green else ()


def embedded(runs: tuple[Run, ...], base: int, number: int) -> tuple[Run, ...]:
    """Return runs as a runner reports them in a project: `base` tests more pass, failing tests have their hashes.

    Of a run only the number of failing tests is known; those that fail are taken to be the same from run to run.
    """
    found = []
    for run in runs:
        names = sorted(run.signatures) if run.passed is None else [f"test {n}" for n in range(run.failed or 0)]
        hashes = sorted({hashed(f"{number} {name}") for name in names})[:MOST_SIGNATURES]
        passed = None if run.passed is None else run.passed + base
        errors = run.errors if run.passed is None else 0
        found.append(replace(run, passed=passed, errors=errors, signatures=frozenset(hashes)))
    return tuple(found)


def hashed(name: str) -> str:
    """Return a short hash, as a sensor makes it."""
    return blake2b(name.encode(), digest_size=4).hexdigest()
