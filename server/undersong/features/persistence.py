"""Whether text that was taken from a suggestion stays."""

from collections import deque
from dataclasses import dataclass

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import closing_after
from undersong.features.fields import whole
from undersong.features.meter import Meter, Values
from undersong.features.tally import Tally, share

# The ages at which the MAPS '22 study looked: 67 % unchanged after 30 s, 48 % after 600 s.
AGES_SECONDS = (30, 120, 600)
# Ten minutes hold no more than this even at one every five seconds.
MOST_PIECES = 120


@dataclass(slots=True)
class Piece:
    """Lines that a completion wrote; `looks` counts the ages at which it was looked at."""

    subject: str
    taken_ms: int
    first: int
    last: int
    touched_ms: int | None = None
    looks: int = 0


class Persistence(Meter):
    """Follows the lines of taken completions for ten minutes.

    kept_share_30, kept_share_120, kept_share_600
        Unit: share. Formula: completions whose lines lost no character for 30, 120 or 600 s / completions taken, of
        those that came of that age in the last ten minutes. Source: MAPS '22 (with perceived productivity rho 0.05).
        Lines are followed when others come or go above them; a change of the same line beside the text counts as one.
    """

    kinds = frozenset({Kind.FILE_MODIFIED})

    def __init__(self) -> None:
        self._tally = Tally()
        self._pieces: deque[Piece] = deque(maxlen=MOST_PIECES)

    def take(self, event: Event, end_ms: int) -> None:  # noqa: ARG002 - a piece comes of age at its own time
        """Note a piece, or what an edit does to those that are there."""
        self._look(event.time_ms)
        data, subject = event.data, event.subject
        if subject is None:
            return
        first, last = whole(data, "edit.first_line"), whole(data, "edit.last_line")
        if event.origin == Origin.COMPLETION:
            self._pieces.append(Piece(subject, event.time_ms, first, last))
            return
        growth = whole(data, "edit.inserted_lines") - whole(data, "edit.deleted_lines")
        for piece in self._pieces:
            if piece.subject == subject and last < piece.first:
                piece.first, piece.last = piece.first + growth, piece.last + growth
            elif piece.subject == subject and first <= piece.last and whole(data, "edit.deleted_chars"):
                piece.touched_ms = piece.touched_ms or event.time_ms

    def close(self, end_ms: int) -> Values:
        """Return the share that stood, for each age; None where none came of it."""
        self._look(end_ms)
        self._tally.advance(end_ms)
        return {
            f"kept_share_{age}": share(self._tally[f"kept {age}"], self._tally[f"all {age}"]) for age in AGES_SECONDS
        }

    def _look(self, now_ms: int) -> None:
        """Count the pieces that have come of an age; what is older than the last of them is let go."""
        for piece in self._pieces:
            while piece.looks < len(AGES_SECONDS) and piece.taken_ms + 1000 * AGES_SECONDS[piece.looks] <= now_ms:
                self._count(piece, AGES_SECONDS[piece.looks])
                piece.looks += 1
        while self._pieces and self._pieces[0].looks == len(AGES_SECONDS):
            self._pieces.popleft()

    def _count(self, piece: Piece, age: int) -> None:
        due_ms = piece.taken_ms + 1000 * age
        is_kept = piece.touched_ms is None or piece.touched_ms > due_ms
        self._tally.add(f"all {age}", 1, closing_after(due_ms))
        self._tally.add(f"kept {age}", is_kept, closing_after(due_ms))
