"""Leaving the editor, looking for help, and finding back in."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import SPAN_MS
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally

# Leaving within a minute of an error or a failing run is taken as looking for help.
HELP_MS = 60_000
# Only a return from a real absence needs finding back in (Parnin & Rugaber).
AWAY_MS = 60_000


class Focus(Meter):
    """Follows the window's focus; going to the terminal or another editor is no leaving.

    focus_losses
        Unit: count. Formula: times the window was left. Source: own.
    help_leaves
        Unit: count. Formula: times it was left within 60 s of an error or a failing run. Source: TranX study (searches
        and difficulty: rho 0.40).
    resumption_seconds
        Unit: seconds. Formula: first edit - latest return after 60 s or more away; grows while there is none. Source:
        Parnin & Rugaber.
    since_return_seconds
        Unit: seconds. Formula: end of the window - that return; the grace in which looking around is finding back in,
        not searching. None after ten minutes. Source: Parnin & Rugaber.
    """

    kinds = frozenset(
        {
            Kind.FOCUS_CHANGED,
            Kind.SESSION_STARTED,
            Kind.FILE_MODIFIED,
            Kind.ERROR_OCCURRED,
            Kind.TEST_RUN,
            Kind.COMMAND_EXECUTED,
        }
    )

    def __init__(self) -> None:
        self._tally = Tally()
        self._trouble_ms = self._left_ms = self._returned_ms = -SPAN_MS * 10
        self._resumed_ms: int | None = None

    def take(self, event: Event, end_ms: int) -> None:
        """Note a leaving, a return, the first edit after it, or trouble."""
        if event.kind == Kind.FOCUS_CHANGED and event.data.get("focus.target") == "window":
            self._turn(event.time_ms, bool(event.data.get("focus.gained")), end_ms)
        elif event.kind == Kind.SESSION_STARTED:
            self._returned_ms, self._resumed_ms = event.time_ms, None
        elif event.kind == Kind.FILE_MODIFIED:
            if self._resumed_ms is None and event.origin == Origin.USER:
                self._resumed_ms = event.time_ms
        elif is_trouble(event):
            self._trouble_ms = event.time_ms

    def close(self, end_ms: int) -> Values:
        """Return leavings, and seconds from the latest return to the first edit (so far, if none yet)."""
        self._tally.advance(end_ms)
        resumption: float | None = None
        since_ms = end_ms - self._returned_ms
        if since_ms < SPAN_MS:
            resumption = ((end_ms if self._resumed_ms is None else self._resumed_ms) - self._returned_ms) / 1000
        return {
            "focus_losses": float(self._tally["losses"]),
            "help_leaves": float(self._tally["help"]),
            "resumption_seconds": resumption,
            "since_return_seconds": since_ms / 1000 if since_ms < SPAN_MS else None,
        }

    def _turn(self, time_ms: int, is_gained: bool, end_ms: int) -> None:
        if not is_gained:
            self._left_ms = time_ms
            self._tally.add("losses", 1, end_ms)
            self._tally.add("help", time_ms - self._trouble_ms <= HELP_MS, end_ms)
        elif AWAY_MS <= time_ms - self._left_ms <= SPAN_MS * 3:
            self._returned_ms, self._resumed_ms = time_ms, None


def is_trouble(event: Event) -> bool:
    """Tell whether an event says that something does not work."""
    if event.kind == Kind.ERROR_OCCURRED:
        return event.data.get("error.state") == "appeared" and event.data.get("error.severity", "error") == "error"
    if event.kind == Kind.TEST_RUN:
        return event.data.get("test.outcome") == "failed"
    return bool(event.data.get("command.exit_code"))
