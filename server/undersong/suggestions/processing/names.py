"""Names that stand for nothing."""

import builtins
import keyword
import re
from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import pieces_at, shortened
from undersong.suggestions.processing.place import Place

SPOKEN = frozenset({*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "self", "cls"})
NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")
QUOTES = ("'", '"')
# Where a name is made: behind these words, before these marks.
MAKES = re.compile(r"\b(?:def|class|import|as|for|lambda|global|nonlocal|from|del|except|type)\b[^:\n]*$")
GIVEN = re.compile(r"\s*(?:=(?!=)|:=|:|,[^=\n]*=(?!=))")


class Names(Processor):
    """In Python, a name must be known: to the language, to the file, to the repository, or made by the text itself.

    Only where the whole file is in sight; what stands below the cursor may define it.
    """

    name: ClassVar[str] = "names"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:
        """Return the text before the first name that stands for nothing."""
        if place.language != "python" or known.has_word is None or place.is_prose or not place.context.suffix.strip():
            return text
        at = unresolved_at(text, place, known)
        return text if at < 0 else shortened(text, at, place, "a name that is not known")


def unresolved_at(text: str, place: Place, known: Known) -> int:
    """Return where the first name stands that is not known anywhere, -1 where all are."""
    line = "" if place.open_quote else place.line
    whole, made = line + pieces_at(text, place).code, set[str]()
    for found in NAME.finditer(whole):
        start, end, name = found.start(), found.end(), found.group()
        if start < len(line) or (whole[end : end + 1] == " " and text[end - len(line) :][:1] in QUOTES):
            continue  # typed already, or the kind of a string
        if name in SPOKEN or name in made or is_met(name, place) or (known.has_word and known.has_word(name)):
            continue
        if not is_made(name, whole, start, end):
            return start - len(line)
        made.add(name)
    return -1


def is_made(name: str, whole: str, start: int, end: int) -> bool:
    """Return whether a name is given its meaning where it stands, or by a comprehension further on."""
    if GIVEN.match(whole, end) or MAKES.search(whole, whole.rfind("\n", 0, start) + 1, start):
        return True
    return re.search(rf"\bfor\b[^:\n]*\b{name}\b[^:\n]*\bin\b", whole[end:]) is not None


def is_met(name: str, place: Place) -> bool:
    """Return whether a name stands anywhere in the file."""
    return _stands_in(name, place.context.prefix) or _stands_in(name, place.context.suffix)


def _stands_in(name: str, text: str) -> bool:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _is_word(text[at - 1 : at]) and not _is_word(text[end : end + 1]):
            return True
        at = text.find(name, end)
    return False


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
