"""Blanks that nobody sees."""

import re
from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.place import Place

AT_LINE_END = re.compile(r"[ \t]+(?=\n)")


class Trailing(Processor):
    """Blanks at the ends of lines and empty lines at the end go; nothing but blanks is refused."""

    name: ClassVar[str] = "trailing"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the text without them. In a string they may mean something, unless they end the text."""
        kept = text.rstrip()
        if not kept:
            return Refused("nothing but blanks")
        return kept if place.open_quote or '"""' in kept or "'''" in kept else AT_LINE_END.sub("", kept)
