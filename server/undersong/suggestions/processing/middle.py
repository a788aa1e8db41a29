"""A text in the middle of a line."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import pieces_at, shortened
from undersong.suggestions.processing.place import Place


class Middle(Processor):
    """With something behind the cursor, the text ends with its line, and before a closer that stands there already."""

    name: ClassVar[str] = "middle"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:
        """Return one line that fits before what stands behind."""
        behind = place.behind.lstrip()
        if not behind:
            return text
        if "\n" in text:
            line = shortened(text, text.index("\n"), place, "only blanks before a line break")
            return line if isinstance(line, Refused) else self.process(line, place, known)
        pieces = pieces_at(text, place)
        if not pieces.closed or pieces.is_neutral or place.is_in_comment:
            return text
        mark, at = pieces.closed[0]
        return shortened(text, at, place, "closed already") if behind.startswith(mark) else text
