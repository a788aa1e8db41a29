"""Test runs: how many, how they ended, and in which streaks."""

from collections import Counter
from datetime import date
from itertools import groupby
from statistics import median
from typing import NamedTuple

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.reports import charts
from undersong.reports.local import LocalTime
from undersong.reports.section import Row, Section, Table
from undersong.reports.words import capital, count, day_name, share

OUTCOMES = ("passed", "failed", "unknown")
COLOURS = {"passed": charts.GOOD, "failed": charts.WARM, "unknown": charts.PALE}
COLUMNS = ("day", "runs", *OUTCOMES, "pass share")


class Run(NamedTuple):
    """One test run, as far as its runner's words were read."""

    time_ms: int
    outcome: str
    passed: int | None = None
    failed: int | None = None
    duration_ms: int | None = None


class Runs:
    """Collects test runs."""

    def __init__(self) -> None:
        self.runs: list[Run] = []

    def feed(self, event: Event) -> None:
        """Take the next event; other kinds are left out."""
        if event.kind == Kind.TEST_RUN:
            fields = ("test.passed", "test.failed", "test.duration_ms")
            passed, failed, duration_ms = (event.data.get(field) for field in fields)
            outcome = str(event.data.get("test.outcome", "unknown"))
            self.runs.append(Run(event.time_ms, outcome, passed, failed, duration_ms))

    def number(self, outcome: str) -> int:
        """Return how many runs ended so."""
        return sum(run.outcome == outcome for run in self.runs)

    def longest_streak(self, outcome: str) -> int:
        """Return the longest row of runs that ended so; runs of unknown outcome do not break it."""
        known = (run.outcome for run in self.runs if run.outcome != "unknown")
        return max((len(list(row)) for ended, row in groupby(known) if ended == outcome), default=0)


def runs_section(tests: Runs, local: LocalTime, days: list[str]) -> Section:
    """Return the runs of each day, parted by outcome."""
    if not tests.runs:
        return Section("tests", "Test runs", "No test run was seen in this range.", None, Table(COLUMNS))
    counts = Counter((local.day(run.time_ms), run.outcome) for run in tests.runs)
    bars = [
        {"day": day_name(day), "outcome": outcome, "runs": number, "place": OUTCOMES.index(outcome)}
        for (day, outcome), number in sorted(counts.items())
    ]
    spec = charts.stacks(bars, days, seen_colours(tests), "Test runs by day and outcome")
    return Section("tests", "Test runs", runs_words(tests), spec, runs_table(counts))


def seen_colours(tests: Runs) -> dict[str, int]:
    """Return the colours of the outcomes that there were; the legend names no others."""
    return {outcome: colour for outcome, colour in COLOURS.items() if tests.number(outcome)}


def runs_words(tests: Runs) -> str:
    """Return runs, pass share, streaks and how long a run took."""
    passed, failed = tests.number("passed"), tests.number("failed")
    words = f"{count(len(tests.runs), 'run')}, {share(passed, passed + failed)} of them passed."
    failing = tests.longest_streak("failed")
    if failing > 1:
        words += f" The longest row of failing runs was {failing}, of passing ones {tests.longest_streak('passed')}."
    lengths = [run.duration_ms for run in tests.runs if run.duration_ms is not None]
    if lengths:
        words += f" The median run took {median(lengths) / 1000:.1f} s."
    return capital(words)


def runs_table(counts: Counter[tuple[date, str]]) -> Table:
    """Return one row a day."""
    rows: list[Row] = []
    for day in sorted({day for day, _ in counts}):
        ended = [counts[day, outcome] for outcome in OUTCOMES]
        rows.append((day_name(day), sum(ended), *ended, share(ended[0], ended[0] + ended[1])))
    return Table(COLUMNS, tuple(rows))
