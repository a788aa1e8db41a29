"""How often a session changed its place."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.work import NOBODYS_EDITS
from undersong.features.meter import Values
from undersong.features.part import Part, per_active_hour
from undersong.features.places import NEAR_FILES

# The focus hops through dialogs and from one of our windows to the next.
HOP_MS = 2_000
LOOKING = frozenset({Kind.FILE_MODIFIED, Kind.CURSOR_MOVED, Kind.FILE_OPENED, Kind.FOCUS_CHANGED})


class Switching(Part):
    """Counts departures to other programs and steps to far files.

    context_switches
        Unit: per active hour. Formula: (times that the window was left for more than 2 s + steps to a file that is not
        among the last 3) / active hours; the editor's own terminal is no other program. Source: own; the median of 83
        developers left the window 13 times an active hour.
    """

    def __init__(self) -> None:
        self._switches = 0
        self._left_ms: int | None = None
        self._near: list[str] = []

    def take(self, event: Event) -> None:
        """Take in a leaving, a return, or a look at a file."""
        if event.kind == Kind.FOCUS_CHANGED and event.data.get("focus.target") == "window":
            self._turn(bool(event.data.get("focus.gained")), event.time_ms)
        elif event.kind in LOOKING and event.subject and event.origin not in NOBODYS_EDITS:
            self._look_at(event.subject)

    def values(self, active_ms: int) -> Values:
        """Return the switches per active hour."""
        return {"context_switches": per_active_hour(self._switches, active_ms)}

    def _turn(self, is_gained: bool, time_ms: int) -> None:
        left_ms, self._left_ms = self._left_ms, None if is_gained else time_ms
        if not is_gained:
            self._switches += left_ms is None  # told twice is left once
        elif left_ms is not None and time_ms - left_ms <= HOP_MS:
            self._switches -= 1

    def _look_at(self, subject: str) -> None:
        if subject in self._near:
            self._near.remove(subject)
        elif self._near:
            self._switches += 1
        self._near = [*self._near[1 - NEAR_FILES :], subject]
