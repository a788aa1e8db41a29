"""From stored events and verdicts to one's own flow report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from undersong.domain.event import Event
from undersong.domain.span import rfc3339
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.features.session import SessionMeter
from undersong.flows.computed import Background, compute
from undersong.reports.active import ActiveTime
from undersong.reports.assistance import Suggestions, assistance_section
from undersong.reports.computed import computed_section
from undersong.reports.endings import TurningPoints
from undersong.reports.episodes import episodes_section, find_episodes
from undersong.reports.focus import FocusBlocks, focus_section
from undersong.reports.fragmentation import Switches, fragmentation_section
from undersong.reports.local import LocalTime
from undersong.reports.method import METHOD
from undersong.reports.nudging import Nudges, nudges_section
from undersong.reports.rhythm import rhythm_section
from undersong.reports.section import Part, Section
from undersong.reports.strip import Commits, States, strip_section
from undersong.reports.summary import EMPTY, Findings, figures, summarize
from undersong.reports.tests import Runs, runs_section
from undersong.reports.words import DASH, day_name

Judged = tuple[Window, tuple[Verdict, ...], State]

TITLE = "Your flow"
# A range up to this many days shows its empty days too: a week has weekends. A longer one would be mostly blank.
MOST_BLANK_DAYS = 14


def make_report(
    events: Iterable[Event],
    windows: Iterable[Judged],
    since_ms: int,
    until_ms: int,
    utcoffset_minutes: int = 0,
    background: Background | None = None,
) -> dict[str, Any]:
    """Return what `messages/report.json` describes.

    Both are read once, as they come from the store, in order of time; what lies outside the range is left out.
    `utcoffset_minutes` holds where no event says better. Files are named ``file <hash>``: `reports.names` puts names
    in. `background` is what the range alone does not tell: the rhythm of weeks, and who reads which feature.
    """
    reader = Reader(utcoffset_minutes)
    reader.read(in_order(events, since_ms, until_ms))
    for window, verdicts, state in windows:
        if since_ms <= window.end_ms <= until_ms:
            reader.states.feed(window, verdicts, state)
            reader.window = window if window.events else reader.window
    is_empty = not reader.active.stretches
    found = reader.findings(until_ms)
    background = background or Background()
    rhythm = rhythm_section(background.rhythm)
    rest = [*([rhythm] if rhythm else []), reader.computed(background)]
    sections = [] if is_empty else [*reader.sections(found, since_ms, until_ms), *rest]
    return {
        "title": TITLE,
        "since": rfc3339(since_ms),
        "until": rfc3339(until_ms),
        "period": period(reader.local, since_ms, until_ms),
        "summary": list(EMPTY) if is_empty else summarize(found),
        "figures": [] if is_empty else figures(found),
        "sections": [part.as_dict() for part in sections],
        "method": list(METHOD),
    }


class Reader:
    """Hands every event to every part, once."""

    def __init__(self, utcoffset_minutes: int) -> None:
        self.local = LocalTime(utcoffset_minutes)
        self.active = ActiveTime()
        self.states = States()
        self._focus, self._switches = FocusBlocks(), Switches(self.local)
        self._tests, self._points, self._commits = Runs(), TurningPoints(), Commits()
        self._suggestions, self._nudges = Suggestions(), Nudges()
        self._session = SessionMeter()
        self.window: Window | None = None

    def read(self, events: Iterable[Event]) -> None:
        """Feed all parts; the clock first, because others ask it for the day."""
        parts: Sequence[Part] = (
            self.local,
            self.active,
            self._focus,
            self._switches,
            self._tests,
            self._points,
            self._commits,
            self._suggestions,
            self._nudges,
        )
        for event in events:
            for part in parts:
                part.feed(event)
            self._session.take(event)

    def findings(self, until_ms: int) -> Findings:
        """Return what the sentences speak of."""
        states = self.states.stretches(self.active)
        episodes = find_episodes(states[State.STUCK], self._tests.runs, self._points, until_ms)
        blocks = self._focus.blocks(self.active)
        return Findings(
            self.active,
            self.local,
            states,
            blocks,
            self._switches,
            episodes,
            self._tests,
            self._suggestions,
            self.states.unjudged(self.active),
        )

    def sections(self, found: Findings, since_ms: int, until_ms: int) -> Iterator[Section]:
        """Yield the sections in reading order."""
        days = self._days(since_ms, until_ms)
        judges = sorted(self.states.experimental)
        yield strip_section(found.states, self.active, self._commits, self.local, days, judges, found.unjudged)
        yield focus_section(list(found.blocks), self.active, self.local, days)
        yield fragmentation_section(self._switches, self.active, self.local, days)
        yield episodes_section(found.episodes, self.local)
        yield runs_section(self._tests, self.local, days)
        yield assistance_section(self._suggestions)
        yield nudges_section(self._nudges)

    def computed(self, background: Background) -> Section:
        """Return every feature as it was at the end."""
        found = compute(background.window or self.window, self._session.close(), background)
        return computed_section([(one.feature, one.of, one.words, one.detectors) for one in found])

    def _days(self, since_ms: int, until_ms: int) -> list[str]:
        """Return the rows of all charts over days; a range that begins before the first event begins with it."""
        first_ms = max(since_ms, self.active.sessions[0].start_ms if self.active.sessions else since_ms)
        days = self.local.days(first_ms, until_ms)
        if len(days) > MOST_BLANK_DAYS:
            days = sorted({day for stretch in self.active.stretches for day, _, _ in self.local.by_day(stretch)})
        return [day_name(day) for day in days]


def in_order(events: Iterable[Event], since_ms: int, until_ms: int) -> Iterator[Event]:
    """Yield the events of a range; one that comes before its time is held at the latest time seen, like a clock."""
    latest_ms = since_ms
    for event in events:
        if since_ms <= event.time_ms <= until_ms:
            latest_ms = max(latest_ms, event.time_ms)
            yield event if event.time_ms == latest_ms else replace(event, time_ms=latest_ms)


def period(local: LocalTime, since_ms: int, until_ms: int) -> str:
    """Return the range as people say it: ``Fri 21 Nov 2025`` for a day."""
    first, last = local.day(since_ms), local.day(until_ms)
    return (
        f"{day_name(last)} {last.year}" if first == last else f"{day_name(first)} {DASH} {day_name(last)} {last.year}"
    )
