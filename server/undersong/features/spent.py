"""How many events a session has, and how long it was."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.work import NOBODYS_KINDS, is_work
from undersong.features.meter import Values
from undersong.features.part import HOUR_MS, Part
from undersong.features.pauses import IDLE_MS, gap_between

# Cursor moves are a third of all events in the field; senders of other tools send every one of them.
CURSOR_MS = 1_000


class Spent(Part):
    """Counts events and adds up the gaps between work, by the rule that all durations follow (decision 0010).

    total_events
        Unit: events. Formula: all events once, but at most one cursor move a second, and none that the engine wrote
        itself. Source: own, after the event mix of 83 developers (DeveloperInteractionLogs).
    duration_hours
        Unit: hours. Formula: sum of min(gap, 120 s) between work; where one sender's monotonic clock tells of less
        time than the calendar (sleep, a clock set forward), it is believed. Source: WakaTime's rule.
    wall_hours
        Unit: hours. Formula: last work - first work. Source: own; never less than `duration_hours`.
    """

    def __init__(self) -> None:
        self.active_ms = 0
        self.last_ms: int | None = None
        self._last: Event | None = None
        self._first_ms = self._events = 0
        self._cursor_ms: int | None = None

    def take(self, event: Event) -> None:
        """Count the event, and the gap before it where it is work."""
        self._count(event)
        if not is_work(event):
            return
        if self._last is None:
            self._first_ms = event.time_ms
        else:
            self.active_ms += min(gap_between(self._last, event), IDLE_MS)
        self._last, self.last_ms = event, event.time_ms

    def values(self, active_ms: int) -> Values:
        """Return the number of events, and the active and the whole time."""
        wall_ms = 0 if self.last_ms is None else self.last_ms - self._first_ms
        return {
            "total_events": float(self._events),
            "duration_hours": active_ms / HOUR_MS,
            "wall_hours": wall_ms / HOUR_MS,
        }

    def _count(self, event: Event) -> None:
        if event.kind == Kind.CURSOR_MOVED:
            if self._cursor_ms is not None and event.time_ms - self._cursor_ms < CURSOR_MS:
                return
            self._cursor_ms = event.time_ms
        self._events += event.kind not in NOBODYS_KINDS
