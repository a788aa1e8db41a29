"""Taking the end off a text without leaving half of something."""

from undersong.suggestions.processing.base import Refused
from undersong.suggestions.processing.pieces import Pieces, pieces_of
from undersong.suggestions.processing.place import Place


def shortened(text: str, at: int, place: Place, reason: str) -> str | Refused:
    """Return what stands before `at`, without trailing blanks; refused for `reason` when that is nothing.

    A bracket or string that the text closed behind `at` goes as well, for nobody would close it now; unless what
    stands behind the cursor does.
    """
    head = text[:at].rstrip()
    if not leaves_open(text, place) and leaves_open(head, place):
        head = head[: pieces_at(head, place).opened[0][1]].rstrip()
    return head if head.strip() else Refused(reason)


def pieces_at(text: str, place: Place) -> Pieces:
    """Return what a text at the cursor opens and closes."""
    return pieces_of(text, place.open_quote, place.language)


def leaves_open(text: str, place: Place) -> bool:
    """Return whether a text opens what neither it nor what stands behind the cursor closes."""
    pieces = pieces_at(text, place)
    return not pieces.is_closed and not (pieces.is_neutral and place.behind)


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins."""
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
