"""How text comes about: typed, deleted, undone, or handed over by someone else."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.fields import whole
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally, share

# A burst that inserts more at once than a hand types in ten seconds is a paste that the sender could not tell.
MOST_TYPED_CHARS = 250
HELPERS = frozenset({Origin.COMPLETION, Origin.AGENT})


class Edits(Meter):
    """Sums characters by origin; formatters and git are nobody's work and count nowhere.

    edits, typed_chars
        Unit: count. Formula: bursts by hand; characters inserted in them. Source: own.
    delete_share
        Unit: share. Formula: deleted / (inserted + deleted), by hand. Source: own; 0.35 for the author of
        `editing_traces`.
    edit_undo_churn
        Unit: share. Formula: deleted characters that had been inserted less than ten minutes before / inserted
        characters, by hand and by undo. Source: own. Above 1 where more goes than came.
    helped_share
        Unit: share. Formula: characters of completions and agents / all inserted. Source: own.
    """

    kinds = frozenset({Kind.FILE_MODIFIED})

    def __init__(self) -> None:
        self._tally = Tally()

    def take(self, event: Event, end_ms: int) -> None:
        """Add the sizes of one burst."""
        inserted, deleted = whole(event.data, "edit.inserted_chars"), whole(event.data, "edit.deleted_chars")
        if event.origin in HELPERS:
            self._tally.add("helped", inserted, end_ms)
        elif event.origin == Origin.UNDO:
            is_told = "edit.undone_chars" in event.data
            self._tally.add("undone", whole(event.data, "edit.undone_chars") if is_told else deleted, end_ms)
        elif event.origin == Origin.USER and inserted <= MOST_TYPED_CHARS:
            self._tally.add("edits", 1, end_ms)
            self._tally.add("inserted", inserted, end_ms)
            self._tally.add("deleted", deleted, end_ms)
            self._tally.add("undone", whole(event.data, "edit.undone_chars"), end_ms)

    def close(self, end_ms: int) -> Values:
        """Return amounts and shares of characters."""
        self._tally.advance(end_ms)
        tally = self._tally
        inserted, deleted = tally["inserted"], tally["deleted"]
        return {
            "edits": float(tally["edits"]),
            "typed_chars": float(inserted),
            "delete_share": share(deleted, inserted + deleted),
            "edit_undo_churn": share(tally["undone"], inserted),
            "helped_share": share(tally["helped"], inserted + tally["helped"]),
        }
