"""Strings that break at the end of a line."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import line_starts, pieces_at, shortened
from undersong.suggestions.processing.place import Place

# Strings that end with their line.
SHORT = ('"', "'")


class Quotes(Processor):
    """A quote on one line is closed on it, or nothing is offered of the lines that follow."""

    name: ClassVar[str] = "quotes"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the text before the line whose string does not end; a first line may end within one."""
        if "\n" not in text or place.is_prose:
            return text
        opened = pieces_at(text, place).opened
        begun = opened[-1][1] if opened and opened[-1][0] in SHORT else -1
        if place.open_quote in SHORT and not pieces_at(text, place).closed:
            begun = 0
        if begun < 0:
            return text
        start = max(start for start in line_starts(text) if start <= begun)
        return shortened(text, start or text.index("\n"), place, "only blanks before a line break")
