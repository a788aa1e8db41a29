"""Whether simulated developers work as real ones do: the same measures over both."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from undersong.learning.simulated.aggregates import Aggregates, Spread, quantiles_of
from undersong.learning.simulated.developer import ABSENCE_MS, Act
from undersong.learning.simulated.naive import blocks

HOUR_MS, MINUTE_MS = 3_600_000, 60_000
# An editor's sensors tell builds from test runs, professionals of 2013 hardly ran tests: both are one row.
RUNS = frozenset({"build_done", "test_run"})
LONGEST_GAP_MS = 1_800_000


@dataclass(slots=True)
class Rhythm:
    """What one developer's days look like from outside."""

    kinds: Counter[str] = field(default_factory=Counter)
    gaps: list[float] = field(default_factory=list)
    sessions: list[float] = field(default_factory=list)
    paces: list[float] = field(default_factory=list)
    ratios: dict[str, list[float]] = field(default_factory=dict)
    active_ms: int = 0

    def add(self, acts: Sequence[Act]) -> None:
        """Take in a day."""
        seen = [act for act in acts if act.kind != "session"]
        self.kinds.update("runs" if act.kind in RUNS else act.kind for act in seen)
        gaps = [later.time_ms - earlier.time_ms for earlier, later in pairwise(seen)]
        self.gaps += [gap / 1000 for gap in gaps if gap < LONGEST_GAP_MS]
        self._part(seen, gaps)
        for _, edits, navigation, debugging in blocks(acts):
            for name, ratio in zip(("edit", "navigation", "debug"), (edits, navigation, debugging), strict=True):
                self.ratios.setdefault(f"{name}_ratio", []).append(ratio)

    def _part(self, seen: Sequence[Act], gaps: Sequence[int]) -> None:
        """Part a day into sessions."""
        begun = 0
        for place, gap in enumerate((*gaps, ABSENCE_MS)):
            if gap < ABSENCE_MS:
                continue
            span_ms = seen[place].time_ms - seen[begun].time_ms
            self.active_ms += span_ms
            self.sessions.append(span_ms / MINUTE_MS)
            if span_ms:
                self.paces.append((place - begun + 1) / (span_ms / MINUTE_MS))
            begun = place + 1

    def measures(self) -> dict[str, float]:
        """Return the figures of this developer: means of counts, medians of what varies within a day."""
        every, hours = sum(self.kinds.values()), self.active_ms / HOUR_MS
        return {
            **{f"share of {kind}": self.kinds[kind] / every for kind in SHARES},
            **{f"{kind} an hour": self.kinds[kind] / hours for kind in HOURLY},
            "gap, seconds": quantiles_of(self.gaps, (0.5,))[0],
            "session, minutes": quantiles_of(self.sessions, (0.5,))[0],
            "events a minute": quantiles_of(self.paces, (0.5,))[0],
        }


SHARES = (
    "cursor_moved",
    "debug_step",
    "file_modified",
    "file_opened",
    "command_executed",
    "tool_window",
    "focus_changed",
    "debug_started",
    "commit_created",
    "runs",
)
HOURLY = ("focus_changed", "debug_started", "runs")


def expected(known: Aggregates) -> dict[str, Spread]:
    """Return what real people show, by the names of `Rhythm.measures`."""
    return {
        **{f"share of {kind}": known.mix[kind] for kind in SHARES if kind in known.mix},
        "share of runs": together(known.mix["build_done"], known.mix["test_run"]),
        **{f"{kind} an hour": known.an_hour[kind] for kind in HOURLY if kind in known.an_hour},
        # Real people's test runs an hour are not among the aggregates; there were few.
        "runs an hour": known.an_hour["build_done"],
        "gap, seconds": known.gaps,
        "session, minutes": known.session_minutes,
        "events a minute": known.pace,
    }


def together(one: Spread, other: Spread) -> Spread:
    """Return the spread of a sum, as if both rose together: the widest that it can be."""
    return Spread(tuple((rank, value + other.at(rank)) for rank, value in one.points))


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of the table: the real 10th, 50th and 90th percentile, the simulated ones, and who lies between."""

    measure: str
    real: tuple[float, float, float]
    simulated: tuple[float, float, float]
    inside: float


RANKS = (0.1, 0.5, 0.9)


def compared(known: Aggregates, people: Sequence[Rhythm]) -> list[Row]:
    """Return the table of all measures: how many developers lie between the real 10th and 90th percentile."""
    measured = [person.measures() for person in people]
    rows = []
    for name, spread in expected(known).items():
        values = [measures[name] for measures in measured]
        inside = sum(spread.holds(value) for value in values) / len(values)
        rows.append(Row(name, three([spread.at(rank) for rank in RANKS]), three(quantiles_of(values, RANKS)), inside))
    return rows


def blocks_compared(known: Aggregates, people: Sequence[Rhythm]) -> list[Row]:
    """Return how widely blocks of 50 events spread, all together: nobody is inside or outside of it."""
    rows = []
    for name, spread in known.windows.items():
        values = [ratio for person in people for ratio in person.ratios.get(name, ())]
        real = three([spread.at(rank) for rank in RANKS])
        rows.append(Row(f"{name} of 50 events", real, three(quantiles_of(values, RANKS)), float("nan")))
    gaps = [gap for person in people for gap in person.gaps]
    real = three([known.gaps.at(rank) for rank in RANKS])
    return [*rows, Row("all gaps, seconds", real, three(quantiles_of(gaps, RANKS)), float("nan"))]


def three(values: Sequence[float]) -> tuple[float, float, float]:
    """Return three figures as a person reads them."""
    low, middle, high = (round(value, 3) for value in values)
    return low, middle, high
