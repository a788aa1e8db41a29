"""How often the work changed its place."""

from collections import Counter, deque
from datetime import date

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.work import SESSION_GAP_MS, is_work
from undersong.reports import charts
from undersong.reports.active import ActiveTime
from undersong.reports.local import LocalTime
from undersong.reports.section import Row, Section, Table
from undersong.reports.stretch import HOUR_MS, MINUTE_MS
from undersong.reports.words import capital, count, day_name

# Switches an active hour in the recordings that Undersong began with.
PRIOR_MEDIAN = 13
# The focus hops through dialogs and from one of our windows to the next.
HOP_MS = 2_000
# Going back and forth between a file, its test and one more is one piece of work.
NEAR_FILES = 3
# Two switches in five minutes would read as 24 an hour.
LEAST_ACTIVE_MS = 30 * MINUTE_MS

LOOKING = frozenset({Kind.FILE_MODIFIED, Kind.CURSOR_MOVED, Kind.FILE_OPENED, Kind.FOCUS_CHANGED})
COLUMNS = ("day", "active minutes", "switches", "an active hour")


class Switches:
    """Counts the switches: coming back from another program, and files that were not among the last three."""

    def __init__(self, local: LocalTime) -> None:
        self.by_day: Counter[date] = Counter()
        self._local = local
        self._near: deque[str] = deque(maxlen=NEAR_FILES)
        self._away_ms: int | None = None
        self._last_ms = 0

    def feed(self, event: Event) -> None:
        """Take the next event."""
        if event.kind == Kind.FOCUS_CHANGED and not event.data.get("focus.gained"):
            if event.data.get("focus.target") == "window":
                self._away_ms = event.time_ms
            return
        if not is_work(event):
            return
        if event.time_ms - self._last_ms > SESSION_GAP_MS:
            self._near.clear()  # a new session begins somewhere; that is no switch
        self._last_ms = event.time_ms
        self._come_back(event)
        if event.subject and event.kind in LOOKING:
            self._look_at(event.subject, event.time_ms)

    @property
    def total(self) -> int:
        """All switches."""
        return self.by_day.total()

    def _come_back(self, event: Event) -> None:
        away_ms, self._away_ms = self._away_ms, None
        if away_ms is not None and HOP_MS < event.time_ms - away_ms <= SESSION_GAP_MS:
            self.by_day[self._local.day(event.time_ms)] += 1

    def _look_at(self, subject: str, time_ms: int) -> None:
        if subject in self._near:
            self._near.remove(subject)
        elif self._near:
            self.by_day[self._local.day(time_ms)] += 1
        self._near.append(subject)


def per_hour(switches: int, active_ms: float) -> float | None:
    """Return switches an active hour, or None for less than half an hour of work."""
    return round(switches * HOUR_MS / active_ms, 1) if active_ms >= LEAST_ACTIVE_MS else None


def active_by_day(active: ActiveTime, local: LocalTime) -> dict[date, float]:
    """Return the active time of each day in milliseconds."""
    sums: dict[date, float] = {}
    for stretch in active.stretches:
        for day, first, last in local.by_day(stretch):
            sums[day] = sums.get(day, 0) + (last - first) * HOUR_MS
    return sums


def fragmentation_section(switches: Switches, active: ActiveTime, local: LocalTime, days: list[str]) -> Section:
    """Return switches an active hour, day by day, beside the prior median."""
    by_day = sorted(active_by_day(active, local).items())
    rows: list[Row] = [
        (day_name(day), round(worked / MINUTE_MS), switches.by_day[day], per_hour(switches.by_day[day], worked))
        for day, worked in by_day
    ]
    bars = [{"day": row[0], "rate": row[3], "switches": row[2]} for row in rows if row[3] is not None]
    spec = charts.lollipops(bars, days, PRIOR_MEDIAN, "Switches an active hour, by day") if bars else None
    return Section("fragmentation", "Switches", switch_words(switches, active), spec, Table(COLUMNS, tuple(rows)))


def switch_words(switches: Switches, active: ActiveTime) -> str:
    """Return the rate of the range beside the prior median."""
    rate = per_hour(switches.total, active.total_ms)
    if rate is None:
        return "Less than half an hour of active time: too little for a rate."
    words = f"{count(switches.total, 'switch', 'switches')}, {round(rate)} an active hour; {beside_prior(rate)}."
    return capital(words)


def beside_prior(rate: float) -> str:
    """Return where a rate lies; within a quarter it is the same, for days differ by more than that."""
    if rate < 0.75 * PRIOR_MEDIAN:
        return f"calmer than the prior median of {PRIOR_MEDIAN}"
    if rate > 1.25 * PRIOR_MEDIAN:
        return f"more than the prior median of {PRIOR_MEDIAN}"
    return f"about the prior median of {PRIOR_MEDIAN}"
