"""A block that stands below the cursor."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import shortened
from undersong.suggestions.processing.place import Place, indent_of


class BelowBlock(Processor):
    """Where the lines below are the inside of the line at the cursor, one line is offered."""

    name: ClassVar[str] = "below_block"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the first line when the next line of the file is indented deeper than it."""
        head, is_more, _ = text.partition("\n")
        if not is_more or indent_of(place.next_line) <= indent_of(place.line + head):
            return text
        return shortened(text, len(head), place, "only blanks before a line break")
