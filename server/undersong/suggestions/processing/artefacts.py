"""Marks of a chat or of a data set that a model learned from."""

import re
from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import shortened
from undersong.suggestions.processing.place import Place

# Control characters, halves of a pair, marks that turn the reading direction (they hide code), what stands for a
# character that could not be decoded, and the special words of language models.
MARK = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffd\uffff]"
    r"|<\|[\w ]+\|>|</?s>|<(?:fim|file|repo)_?\w*>"
)
FENCE = re.compile(r"^[ \t]*```", re.MULTILINE)


class Artefacts(Processor):
    """Cut before the first of them."""

    name: ClassVar[str] = "artefacts"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return what stands before any such mark; fences of Markdown stay where people write prose."""
        found = MARK.search(text) or (None if place.is_prose else FENCE.search(text))
        return shortened(text, found.start(), place, "not readable") if found else text
