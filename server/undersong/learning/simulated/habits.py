"""What is one simulated developer's own: the mix of their events, how they move between them, their pace and day."""

import random
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from undersong.learning.simulated.aggregates import Aggregates

HOUR_MS, MINUTE_MS = 3_600_000, 60_000


class Mode(StrEnum):
    """What somebody is at for some minutes."""

    WRITE = "write"
    READ = "read"
    DEBUG = "debug"


# How a mode bends what follows what. Own: chosen so that windows of 50 events spread as widely as those of real
# people (edit ratio p50 0.04, p90 0.30; debug ratio p50 0.02, p90 0.76), which one mean walk cannot do.
TILT: Mapping[Mode, Mapping[str, float]] = {
    Mode.WRITE: {"file_modified": 4.0, "debug_step": 0.03, "debug_started": 0.1},
    Mode.READ: {"file_modified": 0.12, "debug_step": 0.03, "debug_started": 0.1, "file_opened": 1.5},
    Mode.DEBUG: {"file_modified": 0.1, "debug_step": 5.0},
}
# The share of its own kind of event in each mode, under the mean habits; says how often a developer is in it.
TYPICAL = {Mode.WRITE: ("file_modified", 0.28), Mode.DEBUG: ("debug_step", 0.65)}
# Rounds of fitting own habits to the drawn mix: each halves what is left of the difference.
ROUNDS = 12
# What the walk alone is asked for: runs that mend what failed come beside it, and looking around after every return
# leaves less time to write and to debug.
BESIDE: Mapping[str, float] = {"build_done": 0.45, "file_modified": 1.5, "debug_step": 1.35}
Step = tuple[tuple[str, ...], list[float]]
Walk = dict[str, Step]


@dataclass(frozen=True, slots=True)
class Habits:
    """One developer.

    Parameters
    ----------
    walks
        Mode → kind → what may follow it, with running sums of how often.
    modes
        Running sums of how often each mode is taken up, in the order of `Mode`.
    haste
        By how much the gaps are shorter than everybody's.
    utcoffset_minutes, begins_hour, ends_hour
        The working day in local time.
    tests
        How many tests their project has.
    tested
        The share of runs that are test runs with counts; the others are builds.
    red
        The share of runs, begun with everything green, that fail.
    slowness
        How many times as long searching, editing and building take as in the small programs of the study.
    """

    walks: Mapping[Mode, Walk]
    modes: list[float]
    haste: float
    utcoffset_minutes: int
    begins_hour: float
    ends_hour: float
    tests: int
    tested: float
    red: float
    slowness: float


def draw_habits(known: Aggregates, chance: random.Random) -> Habits:
    """Draw a developer."""
    mix = draw_mix(known, chance)
    shares = modes_for(mix)
    own = fitted(known.follows, mix, shares)
    walks = {mode: walk_of(known.follows, bent(own, mode)) for mode in Mode}
    begins = chance.uniform(7.5, 10.0)
    return Habits(
        walks=walks,
        modes=list(accumulate(shares[mode] for mode in Mode)),
        haste=chance.lognormvariate(0, 0.25),
        utcoffset_minutes=chance.choice((-480, -300, 0, 60, 120, 330)),
        begins_hour=begins,
        ends_hour=begins + chance.uniform(7.5, 9.5),
        tests=int(chance.lognormvariate(3.7, 0.7)) + 5,
        tested=chance.uniform(0.2, 0.9),
        red=chance.uniform(0.1, 0.35),
        slowness=chance.lognormvariate(0.6, 0.3),
    )


def draw_mix(known: Aggregates, chance: random.Random) -> dict[str, float]:
    """Return each kind's share: drawn within what nine in ten people show, then made to sum up to one."""
    drawn = {kind: max(spread.at(chance.uniform(0.2, 0.8)), 1e-4) for kind, spread in known.mix.items()}
    asked = {kind: share * BESIDE.get(kind, 1.0) for kind, share in drawn.items()}
    whole = sum(asked.values())
    return {kind: share / whole for kind, share in asked.items()}


def modes_for(mix: Mapping[str, float]) -> dict[Mode, float]:
    """Return how often each mode is taken up, so that its own kind comes to its share."""
    taken = {mode: min(mix[kind] / share, 0.6) for mode, (kind, share) in TYPICAL.items()}
    spare = max(0.1, 1 - sum(taken.values()))
    whole = spare + sum(taken.values())
    return {mode: taken.get(mode, spare) / whole for mode in Mode}


def fitted(
    follows: Mapping[str, Mapping[str, float]], mix: Mapping[str, float], shares: Mapping[Mode, float]
) -> dict[str, float]:
    """Return the factor on each kind with which the walks, in all modes together, come to the mix."""
    own = dict.fromkeys(mix, 1.0)
    for _ in range(ROUNDS):
        reached = dict.fromkeys(mix, 0.0)
        for mode, share in shares.items():
            for kind, part in resting(follows, bent(own, mode)).items():
                reached[kind] += share * part
        own = {kind: factor * (mix[kind] / max(reached[kind], 1e-6)) ** 0.7 for kind, factor in own.items()}
    return own


def bent(own: Mapping[str, float], mode: Mode) -> dict[str, float]:
    """Return own factors as a mode bends them."""
    return {kind: factor * TILT[mode].get(kind, 1.0) for kind, factor in own.items()}


def resting(follows: Mapping[str, Mapping[str, float]], factors: Mapping[str, float]) -> dict[str, float]:
    """Return the share of each kind when the walk has gone on for long."""
    now = dict.fromkeys(factors, 1 / len(factors))
    steps = {
        kind: scaled({to: share * factors[to] for to, share in following.items()})
        for kind, following in follows.items()
    }
    for _ in range(40):
        then = dict.fromkeys(factors, 0.0)
        for kind, part in now.items():
            for to, share in steps[kind].items():
                then[to] += part * share
        now = then
    return now


def scaled(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights that sum up to one."""
    whole = sum(weights.values())
    return {name: weight / whole for name, weight in weights.items()}


def walk_of(follows: Mapping[str, Mapping[str, float]], factors: Mapping[str, float]) -> Walk:
    """Return, for each kind, what may follow it and the running sums of how often."""
    return {
        kind: (tuple(following), list(accumulate(share * factors[to] for to, share in following.items())))
        for kind, following in follows.items()
    }


def step(walk: Walk, kind: str, chance: random.Random) -> str:
    """Return what comes after a kind."""
    names, sums = walk[kind]
    return names[min(bisect(sums, chance.random() * sums[-1]), len(names) - 1)]
