"""Made-up trouble and days for simulated developers."""

from undersong.domain.event import Event
from undersong.features.runs import Run
from undersong.learning.simulated.counting import Heard
from undersong.learning.simulated.developer import ORIGIN_MS, Act
from undersong.learning.simulated.series import Cases, Series
from undersong.learning.simulated.work import Planted

MINUTE_MS, HOUR_MS = 60_000, 3_600_000


def in_trouble(runs: int = 8, person: str = "made up") -> Series:
    """Return a stretch in which the same four of twelve tests fail, run after run."""
    vain = tuple(Run(0, None, None, 2, frozenset({"no symbol"})) if n == 2 else Run(0, 8, 4) for n in range(runs))
    return Series(person, Run(0, 8, 4), vain, Run(0, 9, 3))


def trouble(runs: int = 8) -> Cases:
    """Return one such stretch, and a feature that grows."""
    return Cases((in_trouble(runs),), (tuple(Run(0, n, 12 - n) for n in range(3, 9)),), 1, "made up")


def acts(kinds: list[str], gap_ms: int = 5_000, start_ms: int = ORIGIN_MS) -> list[Act]:
    """Return acts of these kinds, one after the other."""
    return [Act(start_ms + n * gap_ms, kind, ()) for n, kind in enumerate(kinds)]


def events_of(day: list[Act]) -> list[Event]:
    """Return what an editor reports of a day."""
    return [event for act in day for event in act.events]


def planted(begun_ms: int, minutes: int, runs: int = 8) -> Planted:
    """Return a stretch in vain with runs at equal distances."""
    span_ms = minutes * MINUTE_MS
    times = [begun_ms + n * span_ms // runs for n in range(runs)]
    return Planted("made up", begun_ms, begun_ms + span_ms, times, span_ms)


def heard(
    *stretches: Planted,
    toasts: tuple[int, ...] = (),
    bars: tuple[int, ...] = (),
    alarms: tuple[int, ...] = (),
    spells: tuple[tuple[int, int], ...] = (),
    naive: tuple[int, ...] = (),
    hours: int = 10,
) -> Heard:
    """Return what one developer heard in two days."""
    return Heard(hours * HOUR_MS, stretches, naive, spells, alarms, bars, toasts, (len(toasts), 0))
