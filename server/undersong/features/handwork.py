"""What hands wrote in a session: bursts, characters, and branches of code."""

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.edits import MOST_TYPED_CHARS
from undersong.features.fields import whole, whole_or_none
from undersong.features.meter import Values
from undersong.features.part import Part

# Bursts of one file closer than this are one; senders close a burst after the same pause, or when it grew long.
BURST_GAP_MS = 2_000
# More at once is a paste, whatever its sender called it.
MOST_CHARS_A_CHANGE = 50
MINUTE_MS = 60_000


class Handwork(Part):
    """Looks at edits by hand; agents, formatters, git, undo, pastes and completions are no typing.

    file_edit_count
        Unit: bursts. Formula: edits by hand; those of one file with at most 2 s between them are one.
        Source: own.
    files_edited
        Unit: files. Formula: distinct files with such a burst. Source: own.
    typing_speed
        Unit: characters per active typing minute. Formula: characters inserted by hand / minutes of the clock in which
        any were; a burst of more than 50 characters a change, or 250 in all, is a paste. Source: own; 47 for the one
        author of `editing_traces`. No time of a key is known to it.
    code_complexity
        Unit: branches. Formula: sum, over saves of files edited by hand in the session, of the change in decision
        points and functions (McCabe's number summed over the file) since the save before. Source: McCabe 1976, as the
        editor counts it. None where no save told: other editors, languages that are not counted.
    """

    def __init__(self) -> None:
        self._ends: dict[str, int] = {}
        self._bursts = self._chars = self._minutes = 0
        self._minute: int | None = None
        self._branches: int | None = None

    def take(self, event: Event) -> None:
        """Take in an edit by hand, or the save of a file that has one."""
        if event.kind == Kind.FILE_MODIFIED and event.origin == Origin.USER:
            self._edit(event, event.subject or "")
        elif event.kind == Kind.FILE_SAVED and event.subject in self._ends:
            change = whole_or_none(event.data, "file.branches_change")
            if change is not None:
                self._branches = (self._branches or 0) + change

    def values(self, active_ms: int) -> Values:  # noqa: ARG002 - the minutes of typing are its own
        """Return bursts, files, characters a minute and the change of branches."""
        return {
            "file_edit_count": float(self._bursts),
            "files_edited": float(len(self._ends)),
            "typing_speed": self._chars / self._minutes if self._minutes else None,
            "code_complexity": None if self._branches is None else float(self._branches),
        }

    def _edit(self, event: Event, subject: str) -> None:
        begun_ms = event.time_ms - 1000 * whole(event.data, "edit.seconds")
        ended_ms = self._ends.get(subject)
        self._bursts += ended_ms is None or begun_ms - ended_ms > BURST_GAP_MS
        self._ends[subject] = event.time_ms
        self._type(event)

    def _type(self, event: Event) -> None:
        chars, changes = whole(event.data, "edit.inserted_chars"), whole(event.data, "edit.changes")
        if not 0 < chars <= min(MOST_TYPED_CHARS, MOST_CHARS_A_CHANGE * max(1, changes)):
            return
        minute = event.time_ms // MINUTE_MS
        self._chars += chars
        self._minutes += minute != self._minute
        self._minute = minute
