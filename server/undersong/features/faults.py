"""Errors that stand in the code, as the editor's diagnostics tell them."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import SPAN_MS
from undersong.features.fields import whole
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally


class Faults(Meter):
    """Counts errors that appeared and cleared; the sender leaves out those that lived for less than ten seconds.

    errors_appeared, errors_cleared
        Unit: count. Formula: sets of like errors of one file that appeared, or went. Source: own.
    errors_alive
        Unit: count. Formula: errors in all files at the latest change; None after ten minutes without one. Source: own.
    """

    kinds = frozenset({Kind.ERROR_OCCURRED})

    def __init__(self) -> None:
        self._tally = Tally()
        self._alive, self._told_ms = 0, -SPAN_MS

    def take(self, event: Event, end_ms: int) -> None:
        """Count one change; warnings are no faults."""
        if event.data.get("error.severity", "error") != "error":
            return
        is_cleared = event.data.get("error.state") == "cleared"
        self._tally.add("cleared" if is_cleared else "appeared", 1, end_ms)
        self._alive, self._told_ms = whole(event.data, "error.alive"), event.time_ms

    def close(self, end_ms: int) -> Values:
        """Return changes, and how many errors stood at the latest one; nothing when none was told."""
        self._tally.advance(end_ms)
        return {
            "errors_appeared": float(self._tally["appeared"]),
            "errors_cleared": float(self._tally["cleared"]),
            "errors_alive": float(self._alive) if end_ms - self._told_ms < SPAN_MS else None,
        }
