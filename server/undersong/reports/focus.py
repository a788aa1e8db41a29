"""Focus blocks: work that nothing broke."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.work import is_work
from undersong.reports import charts
from undersong.reports.active import ActiveTime
from undersong.reports.local import LocalTime
from undersong.reports.section import Section, Table
from undersong.reports.stretch import MINUTE_MS, Stretch, intersect, total_ms
from undersong.reports.words import capital, clock, count, day_name, duration

# One classic unit of undivided work; shorter ones come about by chance.
LEAST_MS = 25 * MINUTE_MS
# A glance at a document or a chat is no break; two minutes elsewhere are.
AWAY_MS = 2 * MINUTE_MS
# Reading without moving the cursor is work for a while.
PAUSE_MS = 5 * MINUTE_MS

COLUMNS = ("day", "from", "to", "minutes", "active minutes")


class FocusBlocks:
    """Finds the runs of work in which the window was not left for long."""

    def __init__(self) -> None:
        self._runs: list[Stretch] = []
        self._start_ms: int | None = None
        self._last_ms = 0
        self._away_ms: int | None = None

    def feed(self, event: Event) -> None:
        """Take the next event."""
        if event.kind == Kind.FOCUS_CHANGED and not event.data.get("focus.gained"):
            if event.data.get("focus.target") == "window" and self._away_ms is None:
                self._away_ms = event.time_ms
        elif is_work(event):
            self._go_on(event.time_ms)

    def blocks(self, active: ActiveTime) -> list[Stretch]:
        """Return the runs with at least 25 minutes of active time, in order."""
        runs = [*self._runs, *self._open_run()]
        return [run for run in runs if active_ms(run, active) >= LEAST_MS]

    def _go_on(self, time_ms: int) -> None:
        if self._start_ms is not None and self._is_broken(time_ms):
            self._runs.extend(self._open_run())
            self._start_ms = None
        self._away_ms = None
        if self._start_ms is None:
            self._start_ms = time_ms
        self._last_ms = max(time_ms, self._last_ms)

    def _is_broken(self, time_ms: int) -> bool:
        was_away = self._away_ms is not None and time_ms - self._away_ms > AWAY_MS
        return was_away or time_ms - self._last_ms > PAUSE_MS

    def _open_run(self) -> list[Stretch]:
        """Return the run that has not been broken yet, if it could be a block."""
        if self._start_ms is None or self._last_ms - self._start_ms < LEAST_MS:
            return []
        return [Stretch(self._start_ms, self._last_ms)]


def active_ms(block: Stretch, active: ActiveTime) -> int:
    """Return the active time inside a block."""
    return total_ms(intersect([block], active.stretches))


def focus_section(blocks: list[Stretch], active: ActiveTime, local: LocalTime, days: list[str]) -> Section:
    """Return the blocks as a timeline, a row a day."""
    if not blocks:
        words = "No stretch of 25 minutes without a break in this range; shorter ones do not count as focus blocks."
        return Section("focus", "Focus blocks", words, None, Table(COLUMNS))
    bars = [
        {"day": day_name(day), "from": first, "to": last, "what": "focus block", "length": duration(block.length_ms)}
        for block in blocks
        for day, first, last in local.by_day(block)
    ]
    spec = charts.timeline(bars, days, "Focus blocks over the day")
    return Section(
        "focus", "Focus blocks", focus_words(blocks, active, local), spec, focus_table(blocks, active, local)
    )


def focus_words(blocks: list[Stretch], active: ActiveTime, local: LocalTime) -> str:
    """Return how much, and the longest."""
    longest = max(blocks, key=lambda block: block.length_ms)
    begun = local.moment(longest.start_ms)
    held = duration(sum(active_ms(block, active) for block in blocks))
    return (
        f"{capital(count(len(blocks), 'focus block'))}, {held} in all. The longest began on "
        f"{day_name(begun.date())} at {clock(begun)} and lasted {duration(longest.length_ms)}. "
        "A block is a stretch without leaving, whatever state the work was in."
    )


def focus_table(blocks: list[Stretch], active: ActiveTime, local: LocalTime) -> Table:
    """Return one row a block."""
    rows = tuple(
        (
            day_name(local.day(block.start_ms)),
            clock(local.moment(block.start_ms)),
            clock(local.moment(block.end_ms)),
            round(block.length_ms / MINUTE_MS),
            round(active_ms(block, active) / MINUTE_MS),
        )
        for block in blocks
    )
    return Table(COLUMNS, rows)
