"""Follows the events and tells, at any time, what the moment is."""

from collections.abc import Iterable, Mapping
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.episodes import Episodes
from undersong.nudges.moment import Moment

# Who comes back after so long has to find their thread again; Parnin & Rugaber count absences from there.
ABSENCE_MS = 300_000
# A save is a boundary when the hands rested before it.
PAUSE_MS = 15_000
# Coming back to the window is one when a minute has passed in it.
RETURN_MS = 60_000
# A result is read within two minutes; a boundary is over at the next edit in any case.
BOUNDARY_MS = 120_000
RUNS = frozenset({"test", "build", "run"})
BY_HAND = frozenset({Origin.USER, Origin.UNDO, Origin.PASTE, Origin.AGENT, None})


class Watch:
    """What the nudge policy needs to know of the events, in a few numbers; events may come in any rough order."""

    def __init__(self, episodes: Episodes | None = None) -> None:
        self.episodes = episodes if episodes is not None else Episodes()
        self._utcoffset_minutes = 0
        self._first_ms: int | None = None
        self._latest_ms: int | None = None
        self._edited_ms: int | None = None
        self._resumed_ms: int | None = None
        self._finished_ms: int | None = None
        self._returned_ms: int | None = None
        self._debugging: set[str] = set()

    def feed(self, events: Iterable[Event]) -> None:
        """Take in events."""
        for event in events:
            if event.source.startswith("daemon/"):
                continue  # what we write ourselves is nothing that a person did
            self._note_time(event)
            self._note_kind(event)
            self.episodes.feed(event)

    def moment(self, now_ms: int, first_event_ms: int | None = None) -> Moment:
        """Return the moment; `first_event_ms` is given by whoever knows the store, else the first event seen counts."""
        return Moment(
            now_ms,
            self._utcoffset_minutes,
            first_event_ms if first_event_ms is not None else self._first_ms,
            self._edited_ms,
            self._resumed_ms,
            self._open_boundary(now_ms),
            bool(self._debugging),
            self.episodes.is_acting(now_ms),
            self.episodes.facts(),
            self.episodes.recalled(now_ms),
        )

    def _note_time(self, event: Event) -> None:
        if self._latest_ms is not None and event.time_ms - self._latest_ms >= ABSENCE_MS:
            self._resumed_ms = event.time_ms
        self._first_ms = self._first_ms if self._first_ms is not None else event.time_ms
        self._latest_ms = max(event.time_ms, self._latest_ms or 0)
        self._utcoffset_minutes = event.utcoffset_minutes

    def _note_kind(self, event: Event) -> None:
        data = event.data
        match event.kind:
            case Kind.FILE_MODIFIED if event.origin in BY_HAND:
                self._edited_ms = max(event.time_ms, self._edited_ms or 0)
            case Kind.FILE_SAVED if self._edited_ms is not None and event.time_ms - self._edited_ms >= PAUSE_MS:
                self._finished_ms = event.time_ms
            case Kind.TEST_RUN | Kind.COMMIT_CREATED:
                self._finished_ms = event.time_ms
            case Kind.COMMAND_EXECUTED if data.get("command.class") in RUNS:
                self._finished_ms = event.time_ms
            case Kind.FOCUS_CHANGED if is_return(data):
                self._returned_ms = event.time_ms
            case Kind.DEBUG_STARTED:
                self._debugging.add(event.session)
            case Kind.DEBUG_ENDED | Kind.SESSION_ENDED:
                self._debugging.discard(event.session)
            case Kind.SESSION_STARTED if data.get("session.reason") == "resumed":
                self._resumed_ms = event.time_ms

    def _open_boundary(self, now_ms: int) -> int | None:
        """Return the latest boundary that is open: past its wait, not read out yet, and no edit since it began."""
        begun = ((self._finished_ms, 0), (self._returned_ms, RETURN_MS))
        return max((ms for ms, wait in begun if ms is not None and self._is_open(ms, wait, now_ms)), default=None)

    def _is_open(self, begun_ms: int, wait_ms: int, now_ms: int) -> bool:
        is_over = self._edited_ms is not None and self._edited_ms > begun_ms
        return not is_over and begun_ms + wait_ms <= now_ms < begun_ms + wait_ms + BOUNDARY_MS


def is_return(data: Mapping[str, Any]) -> bool:
    """Tell whether a change of focus brought the person back to the editor's window."""
    return data.get("focus.target") == "window" and bool(data.get("focus.gained"))
