"""No-progress episodes: when, how long, and what ended them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from undersong.domain.window import STEP_MS
from undersong.reports import charts
from undersong.reports.endings import STILL_OPEN, TurningPoints
from undersong.reports.local import LocalTime
from undersong.reports.section import Section, Table
from undersong.reports.stretch import MINUTE_MS, Stretch, total_ms, unite
from undersong.reports.tests import Run
from undersong.reports.words import DASH, capital, clock, count, day_name, duration

# Three windows in a row make the minute that a nudge needs too.
LEAST_MS = 3 * STEP_MS
# A short better moment does not make two episodes of one.
GAP_MS = 5 * MINUTE_MS
# Two runs that fail alike happen to everyone; three are a row.
LEAST_RUNS = 3
# Later than this a run belongs to other work.
RUN_GAP_MS = 30 * MINUTE_MS

COLUMNS = ("day", "from", "minutes", "file", "ended by")


class Episode(NamedTuple):
    """A stretch in which the work did not get further; `named` tells its end with ``file <hash>`` in it."""

    stretch: Stretch
    file: str | None
    ending: str
    named: str = ""


def find_episodes(stuck: Iterable[Stretch], runs: Sequence[Run], points: TurningPoints, until_ms: int) -> list[Episode]:
    """Return the episodes in order: windows judged stuck, and rows of test runs without a better one."""
    judged = [stretch for stretch in unite(stuck) if stretch.length_ms >= LEAST_MS]
    stretches = unite([*judged, *rows_without_progress(runs)], GAP_MS)
    endings = [points.ending_of(stretch, until_ms) for stretch in stretches]
    return [
        Episode(stretch, points.file_of(stretch, ending), ending.words, ending.named)
        for stretch, ending in zip(stretches, endings, strict=True)
    ]


def rows_without_progress(runs: Sequence[Run]) -> list[Stretch]:
    """Return the rows of three failing runs or more that got no further, up to the run that did."""
    rows: list[Stretch] = []
    row: list[Run] = []
    for run in runs:
        if run.outcome == "unknown":
            continue
        is_late = bool(row) and run.time_ms - row[-1].time_ms > RUN_GAP_MS
        if not row or is_late or is_better(run, row):
            rows.extend(stretch_of(row, None if is_late else run))
            row = []
        if run.outcome == "failed":
            row.append(run)
    return [*rows, *stretch_of(row, None)]


def is_better(run: Run, row: Sequence[Run]) -> bool:
    """Tell whether a run got further than every run of a row: all passes, more passes, or less fails."""
    if run.outcome == "passed":
        return True
    passed = [earlier.passed for earlier in row if earlier.passed is not None]
    failed = [earlier.failed for earlier in row if earlier.failed is not None]
    passes_more = run.passed is not None and bool(passed) and run.passed > max(passed)
    fails_less = run.failed is not None and bool(failed) and run.failed < min(failed)
    return passes_more or fails_less


def stretch_of(row: Sequence[Run], better: Run | None) -> list[Stretch]:
    """Return a row's stretch, up to the better run that ended it; none for a short row."""
    if len(row) < LEAST_RUNS:
        return []
    return [Stretch(row[0].time_ms, better.time_ms if better else row[-1].time_ms)]


def episodes_section(episodes: Sequence[Episode], local: LocalTime) -> Section:
    """Return what ended the episodes, by the time they had taken."""
    if not episodes:
        return Section("episodes", "No-progress episodes", "No such episode in this range.", None, Table(COLUMNS))
    bars = [
        {
            "ending": episode.ending,
            "minutes": round(episode.stretch.length_ms / MINUTE_MS, 1),
            "begun": f"{day_name(local.day(episode.stretch.start_ms))} {clock(local.moment(episode.stretch.start_ms))}",
        }
        for episode in episodes
    ]
    spec = charts.sums(bars, "Minutes without progress, by what ended them")
    return Section("episodes", "No-progress episodes", episode_words(episodes), spec, episode_table(episodes, local))


def episode_words(episodes: Sequence[Episode]) -> str:
    """Return how many, how long, and what ended most of them."""
    lost = duration(total_ms(episode.stretch for episode in episodes))
    words = f"{capital(count(len(episodes), 'episode'))} of {lost} in all. "
    ended = Counter(episode.ending for episode in episodes if episode.ending != STILL_OPEN)
    if not ended:
        return words + "What ended it is not known yet."
    ending, number = ended.most_common(1)[0]
    if len(episodes) == 1:
        return words + f"It ended with {ending}."
    return words + f"{capital(count(number, 'of them', 'of them'))} ended with {ending}."


def episode_table(episodes: Sequence[Episode], local: LocalTime) -> Table:
    """Return one row an episode."""
    rows = tuple(
        (
            day_name(local.day(episode.stretch.start_ms)),
            clock(local.moment(episode.stretch.start_ms)),
            round(episode.stretch.length_ms / MINUTE_MS),
            f"file {episode.file}" if episode.file else DASH,
            episode.named or episode.ending,
        )
        for episode in episodes
    )
    return Table(COLUMNS, rows)
