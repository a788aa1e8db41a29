"""From a day's events to the few stretches that a person looks back on: their times, and facts alone."""

from collections.abc import Iterable, Sequence
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.span import rfc3339, time_in
from undersong.domain.state import State
from undersong.flows.report import Judged, in_order
from undersong.reports.active import ActiveTime
from undersong.reports.endings import TurningPoints
from undersong.reports.episodes import find_episodes
from undersong.reports.focus import FocusBlocks
from undersong.reports.local import LocalTime
from undersong.reports.stretch import MINUTE_MS, Stretch, unite
from undersong.reports.strip import States, without
from undersong.reports.tests import Runs
from undersong.reports.words import clock, count

# Twenty seconds are enough for so many.
MOST_STRETCHES = 6
# Shorter ones nobody remembers.
LEAST_MS = 10 * MINUTE_MS


def make_review(events: Iterable[Event], windows: Iterable[Judged], since_ms: int, until_ms: int) -> dict[str, Any]:
    """Return what `messages/review.json` describes: episodes first, then focus blocks, then the longest of the rest."""
    day = Day(in_order(events, since_ms, until_ms))
    for window, verdicts, state in windows:
        if since_ms <= window.end_ms <= until_ms:
            day.states.feed(window, verdicts, state)
    return {"stretches": [day.as_dict(stretch) for stretch in day.stretches(until_ms)]}


class Day:
    """The events of one day, read once."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.local, self.states, self._active = LocalTime(0), States(), ActiveTime()
        self._focus, self._runs, self._points = FocusBlocks(), Runs(), TurningPoints()
        self._events: list[Event] = []
        for event in events:
            self._events.append(event)
            for part in (self.local, self._active, self._focus, self._runs, self._points):
                part.feed(event)

    def stretches(self, until_ms: int) -> list[Stretch]:
        """Return the stretches to look back on, in order of time and free of overlap."""
        stuck = self.states.stretches(self._active)[State.STUCK]
        episodes = [episode.stretch for episode in find_episodes(stuck, self._runs.runs, self._points, until_ms)]
        rest = sorted(self._active.sessions, key=lambda stretch: -stretch.length_ms)
        chosen: list[Stretch] = []
        for stretch in (*episodes, *self._focus.blocks(self._active), *rest):
            least_ms = 0 if stretch in episodes else LEAST_MS
            chosen += [part for part in without([stretch], unite(chosen)) if part.length_ms > least_ms]
        return sorted(chosen[:MOST_STRETCHES])

    def as_dict(self, stretch: Stretch) -> dict[str, Any]:
        """Return one stretch as it is shown."""
        begin, end = self.local.moment(stretch.start_ms), self.local.moment(stretch.end_ms)
        within = [event for event in self._events if stretch.start_ms <= event.time_ms <= stretch.end_ms]
        return {
            "from": rfc3339(stretch.start_ms),
            "until": rfc3339(stretch.end_ms),
            "title": f"{clock(begin)} to {clock(end)}",
            "facts": facts_of(within),
            "said": said_of(stretch, self._events),
        }


def facts_of(events: Sequence[Event]) -> str:
    """Return what was done, in numbers; what was not done is left out."""
    runs = [event for event in events if event.kind == Kind.TEST_RUN]
    failed = sum(event.data.get("test.outcome") == "failed" for event in runs)
    by_hand = (event for event in events if event.kind == Kind.FILE_MODIFIED and event.origin in (Origin.USER, None))
    files = len({event.subject for event in by_hand})
    commits = sum(event.kind == Kind.COMMIT_CREATED for event in events)
    parts = (
        f"{count(len(runs), 'test run')}, {failed} failed" if runs else "",
        f"{count(files, 'file')} edited" if files else "",
        count(commits, "commit") if commits else "",
    )
    return "; ".join(part for part in parts if part) or "reading and moving about"


def said_of(stretch: Stretch, events: Sequence[Event]) -> str | None:
    """Return what the person said last of a stretch, then or when looking back on it."""
    said = [event for event in events if event.kind == Kind.SELF_REPORT and speaks_of(event, stretch)]
    return str(said[-1].data["report.state"]) if said else None


def speaks_of(report: Event, stretch: Stretch) -> bool:
    """Tell whether a word means a stretch: by the times that it names, or as one that was said in it."""
    from_ms, until_ms = time_in(report.data.get("report.from")), time_in(report.data.get("report.until"))
    if from_ms is None or until_ms is None:
        return stretch.start_ms < report.time_ms <= stretch.end_ms
    shared_ms = min(until_ms, stretch.end_ms) - max(from_ms, stretch.start_ms)
    return shared_ms * 2 > max(until_ms - from_ms, stretch.length_ms)
