"""Failing runs that somebody really had: stretches in vain, and stretches that stayed red but got on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from undersong.features.runs import Run
from undersong.learning.recipes.penn_cs1 import run_at
from undersong.learning.studies.penn_snapshots import Snapshot, read_series

# A stretch is in vain when five runs in a row pass no more tests than the best so far, as in the labels of `stuck`.
LEAST_VAIN = 5
# A knot of more runs fills whole afternoons; it is cut, as a person would stop.
MOST_VAIN = 25
# Red but getting on: never more than two runs without a new best, and three new bests at least.
MOST_WITHOUT_RISE, LEAST_RISES, MOST_CLIMB = 2, 3, 12


@dataclass(frozen=True, slots=True)
class Series:
    """Consecutive runs of one person at one task.

    Parameters
    ----------
    person
        Who had them.
    before
        The run whose result none of `vain` rises above.
    vain
        The runs without progress.
    after
        The run that brought progress, if one did.
    """

    person: str
    before: Run
    vain: tuple[Run, ...]
    after: Run | None


@dataclass(frozen=True, slots=True)
class Cases:
    """What red phases are made of; `source` says where they are from, in words."""

    series: tuple[Series, ...]
    climbs: tuple[tuple[Run, ...], ...]
    people: int
    source: str


def penn_cases(folder: Path, people: frozenset[str]) -> Cases:
    """Return the stretches of some students of a folder in the layout of Penn CS1."""
    series: list[Series] = []
    climbs: list[tuple[Run, ...]] = []
    for (person, _), snapshots in sorted(read_series(folder, []).items()):
        runs = [run_of(snapshot) for snapshot in snapshots if snapshot.is_usable and not snapshot.is_repeated]
        if person in people and any(run.tests > 1 for run in runs):
            series += in_vain(person, runs)
            climbs += climbing(runs)
    return Cases(tuple(series), tuple(climbs), len(people), "failing runs of Penn CS1 students")


def run_of(snapshot: Snapshot) -> Run:
    """Return a code state as a run."""
    kinds = frozenset(kind for kind, _ in snapshot.mistakes)
    return run_at(snapshot.passed, snapshot.failed, snapshot.compile_errors, kinds)


def in_vain(person: str, runs: Sequence[Run]) -> Iterator[Series]:
    """Yield the stretches without a new best."""
    best_at = 0
    for i in range(1, len(runs) + 1):
        is_end = i == len(runs)
        if not is_end and (runs[i].passed or 0) <= (runs[best_at].passed or 0) and not runs[i].is_green:
            continue
        vain = tuple(runs[best_at + 1 : i])[:MOST_VAIN]
        if len(vain) >= LEAST_VAIN and not runs[best_at].is_green:
            yield Series(person, runs[best_at], vain, None if is_end or len(vain) == MOST_VAIN else runs[i])
        best_at = i


def climbing(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield the stretches that stayed red and got on."""
    begun, rises, best_at = 0, 0, 0
    for i in range(1, len(runs) + 1):
        is_rise = i < len(runs) and (runs[i].passed or 0) > (runs[best_at].passed or 0)
        is_over = i == len(runs) or runs[i].is_green or i - best_at > MOST_WITHOUT_RISE or i - begun >= MOST_CLIMB
        if is_rise and not is_over:
            best_at, rises = i, rises + 1
        elif is_over:
            if rises >= LEAST_RISES:
                yield tuple(runs[begun : best_at + 1])
            begun, best_at, rises = i, i, 0
            if i < len(runs) and runs[i].is_green:
                begun = best_at = min(i + 1, len(runs) - 1)


def recorded_cases(runs: Sequence[Run]) -> Cases:
    """Return the stretches of a recording of one's own, and shorter ones cut from them."""
    vain: list[Series] = []
    for i, run in enumerate(runs):
        if run.is_green and i + 1 < len(runs) and not runs[i + 1].is_green:
            red = tuple(until_green(runs[i + 1 :]))
            vain += [Series("recorded", red[0], red[1:n], None) for n in range(LEAST_VAIN + 1, len(red) + 1)]
    return Cases(tuple(vain), (), 1, "failing runs of the recorded session that ships")


def until_green(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the failing runs at the beginning."""
    for run in runs:
        if run.is_green:
            return
        yield run
