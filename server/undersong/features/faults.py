"""Errors that stand in the code, as the editor's diagnostics tell them."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import SPAN_MS
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally


class Faults(Meter):
    """Counts errors that appeared and cleared; the sender leaves out those that lived for less than ten seconds."""

    kinds = frozenset({Kind.ERROR_OCCURRED})

    def __init__(self) -> None:
        self._tally = Tally()
        self._alive, self._told_ms = 0, -SPAN_MS

    def take(self, event: Event, end_ms: int) -> None:
        """Count one change; warnings are no faults."""
        if event.data.get("error.severity", "error") != "error":
            return
        self._tally.add(event.data.get("error.state", "appeared"), 1, end_ms)
        self._alive, self._told_ms = event.data.get("error.alive", 0), event.time_ms

    def close(self, end_ms: int) -> Values:
        """Return changes, and how many errors stood at the latest one; nothing when none was told."""
        self._tally.advance(end_ms)
        return {
            "errors_appeared": float(self._tally["appeared"]),
            "errors_cleared": float(self._tally["cleared"]),
            "errors_alive": float(self._alive) if end_ms - self._told_ms < SPAN_MS else None,
        }
