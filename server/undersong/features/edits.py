"""How text comes about: typed, deleted, undone, or handed over by someone else."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally, share

# A burst that inserts more at once than a hand types in ten seconds is a paste that the sender could not tell.
MOST_TYPED_CHARS = 250
HELPERS = frozenset({Origin.COMPLETION, Origin.AGENT})


class Edits(Meter):
    """Sums characters by origin; formatters and git are nobody's work and count nowhere."""

    kinds = frozenset({Kind.FILE_MODIFIED})

    def __init__(self) -> None:
        self._tally = Tally()

    def take(self, event: Event, end_ms: int) -> None:
        """Add the sizes of one burst."""
        inserted, deleted = event.data.get("edit.inserted_chars", 0), event.data.get("edit.deleted_chars", 0)
        if event.origin in HELPERS:
            self._tally.add("helped", inserted, end_ms)
        elif event.origin == Origin.UNDO:
            self._tally.add("undone", inserted + deleted, end_ms)
        elif event.origin == Origin.USER and inserted <= MOST_TYPED_CHARS:
            self._tally.add("edits", 1, end_ms)
            self._tally.add("inserted", inserted, end_ms)
            self._tally.add("deleted", deleted, end_ms)
            self._tally.add("undone", event.data.get("edit.undone_chars", 0), end_ms)

    def close(self, end_ms: int) -> Values:
        """Return amounts and shares of characters."""
        self._tally.advance(end_ms)
        tally = self._tally
        inserted, deleted = tally["inserted"], tally["deleted"]
        return {
            "edits": float(tally["edits"]),
            "typed_chars": float(inserted),
            "delete_share": share(deleted, inserted + deleted),
            "undo_churn": share(tally["undone"], inserted),
            "helped_share": share(tally["helped"], inserted + tally["helped"]),
        }
