"""All processors, one after the other."""

from undersong.domain.suggestion import Context
from undersong.suggestions.processing.base import Known, Refused
from undersong.suggestions.processing.catalog import PROCESSORS
from undersong.suggestions.processing.place import Place

# What one shortens, another may have to look at again. Most texts pass unchanged at the first look.
MOST_LOOKS = 6
# Ten full lines; whoever goes on for longer has lost the thread, and some looks take the square of the length.
MOST_CHARS = 1000


def process(text: str, context: Context, known: Known) -> str | Refused:
    """Return what of a suggested text may be shown at a place, or why nothing of it.

    A right text comes back as it is. Line breaks come out as the document has them.

    >>> process("b)", Context("", "python", "f(a, ", ")"), Known())
    'b'
    """
    if len(text) > MOST_CHARS:
        return Refused("too long")
    place = Place(context)
    kept: str | Refused = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(MOST_LOOKS):
        before = kept
        kept = _looked_at(before, place, known)
        if isinstance(kept, Refused):
            return kept
        if kept == before:
            return kept.replace("\n", place.newline)
    return Refused("would not settle")


def _looked_at(text: str | Refused, place: Place, known: Known) -> str | Refused:
    """Return what is left after one look by each processor."""
    for processor in PROCESSORS:
        if isinstance(text, Refused):
            return text
        text = processor.process(text, place, known)
    return text
