"""Comments and addresses that a model makes up."""

import re
from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import pieces_at, shortened
from undersong.suggestions.processing.place import Place

ADDRESS = re.compile(r"https?://[^\s\"'<>)\]]+|[\w.+-]+@[\w-]+\.[a-z]{2,}")
TO_DO = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


class Noise(Processor):
    """Behind code no comment is offered that promises work or names an address; addresses must be the file's own."""

    name: ClassVar[str] = "noise"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the text before such a comment, and in prose before an address that the file does not have."""
        if place.is_prose:
            return self._without_addresses(text, place)
        start = pieces_at(text, place).comment
        if start < 0:
            return text
        comment = text[start:].partition("\n")[0]
        is_made_up = TO_DO.search(comment) or any(
            found.group() not in place.context.prefix for found in ADDRESS.finditer(comment)
        )
        if not is_made_up or comment in place.context.prefix:
            return text
        return shortened(text, start, place, "a made-up comment")

    def _without_addresses(self, text: str, place: Place) -> str | Refused:
        for found in ADDRESS.finditer(text):
            if found.group() not in place.context.prefix:
                return shortened(text, found.start(), place, "a made-up address")
        return text
