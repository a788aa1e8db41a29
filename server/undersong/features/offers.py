"""Suggestions shown, and what became of them."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.suggestion import Outcome
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally, share

TAKEN = (Outcome.ACCEPTED, Outcome.PARTLY_ACCEPTED)


class Offers(Meter):
    """Counts completions; other kinds of suggestion are too rare to tell a rhythm.

    suggestions_shown, suggestions_accepted
        Unit: count. Formula: completions shown; those taken whole or in part. Source: CUPS.
    accept_share
        Unit: share. Formula: taken / shown. Source: CUPS; with perceived productivity rho 0.24 (MAPS '22).
    """

    kinds = frozenset({Kind.SUGGESTION_SHOWN, Kind.SUGGESTION_OUTCOME})

    def __init__(self) -> None:
        self._tally = Tally()

    def take(self, event: Event, end_ms: int) -> None:
        """Count one completion or its outcome."""
        if event.data.get("suggestion.kind") != "completion":
            return
        if event.kind == Kind.SUGGESTION_SHOWN:
            self._tally.add("shown", 1, end_ms)
        elif event.data.get("suggestion.outcome") in TAKEN:
            self._tally.add("taken", 1, end_ms)

    def close(self, end_ms: int) -> Values:
        """Return how many were shown and accepted; a share only where any was shown."""
        self._tally.advance(end_ms)
        shown, taken = self._tally["shown"], self._tally["taken"]
        return {
            "suggestions_shown": float(shown),
            "suggestions_accepted": float(taken),
            "accept_share": share(min(shown, taken), shown),
        }
