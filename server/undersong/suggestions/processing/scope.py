"""The end of the block that is being written."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import line_starts, pieces_at, shortened
from undersong.suggestions.processing.place import Place, indent_of

# A line that ends with one of these goes on.
GOES_ON = (":", ",", "\\", "=", "(", "[", "{", "+", "-", "*", "/", "|", "&", ".", " and", " or", " not", " in", " is")


class Scope(Processor):
    """Several lines are offered only as whole statements of the block that the cursor is in."""

    name: ClassVar[str] = "scope"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the text up to a dedent, and without statements at its end that are not whole."""
        starts = line_starts(text)
        if len(starts) == 1 or place.is_prose:
            return text
        base = indent_of(place.line + text[: starts[1] - 1])
        kept = [0]
        for start in starts[1:]:
            line = text[start:].partition("\n")[0]
            is_outside = pieces_at(text[:start], place).is_closed
            if line.strip() and is_outside and indent_of(line) < base:
                break
            kept.append(start + len(line))
        return self._whole(text, kept, place)

    def _whole(self, text: str, ends: list[int], place: Place) -> str | Refused:
        """Return as many lines as make whole statements, one at least."""
        for end in reversed(ends[1:]):
            head = text[:end].rstrip()
            if "\n" in head and pieces_at(head, place).is_closed and not head.endswith(GOES_ON):
                return head
        return shortened(text, text.index("\n"), place, "only blanks before a line break")
