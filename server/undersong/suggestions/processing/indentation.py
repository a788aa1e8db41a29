"""How a file indents."""

import re
from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import pieces_at
from undersong.suggestions.processing.place import Place, indent_of

# What opens an inner block or goes on with a statement, so that a deeper line may follow.
OPENERS = (":", "(", "[", "{", ",", "\\", "=", "+", "-", "*", "/", "|", "&", ".", "and", "or", "not")
BLANKS = re.compile(r"^[ \t]*", re.MULTILINE)


class Indentation(Processor):
    """Lines are indented as the file indents: by tabs or by so many blanks."""

    name: ClassVar[str] = "indentation"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the text with the file's indentation; what stands in long strings is left as it is."""
        if place.is_prose or '"""' in text or "'''" in text:
            return text
        if not place.line.strip():
            text = _begun(text, place)
        if "\n" not in text:
            return text
        first, _, rest = text.partition("\n")
        unit = unit_of(place)
        rest = BLANKS.sub(lambda found: _blanks(found.group(), unit), rest)
        return first + "\n" + _scaled(first, rest, place, unit)


def unit_of(place: Place) -> str:
    """Return one step of the file's indentation: a tab, or as many blanks as its smallest step near the cursor.

    Four where the file does not tell.
    """
    lines = [line for line in (*place.above, place.line, *place.below) if line[:1] in (" ", "\t") and line.strip()]
    if not lines:
        return "    "
    if sum(line[0] == "\t" for line in lines) * 2 > len(lines):
        return "\t"
    steps = [indent_of(line) for line in lines if line[0] == " "]
    return " " * next((width for width in (8, 4, 2) if all(step % width == 0 for step in steps)), 4)


def _begun(text: str, place: Place) -> str:
    """Return a text that begins a line, no deeper than its place allows and not deeper than typed already."""
    kept = text.lstrip(" \t")
    above = place.line_above.rstrip()
    if len(kept) == len(text) or kept.startswith("\n") or not above or not place.line:
        return text
    may_be_deeper = above.endswith(OPENERS) or not pieces_at(above, place).is_closed
    deepest = indent_of(above) + (len(unit_of(place)) if may_be_deeper else 0)
    is_too_deep = indent_of(place.line + text) > deepest and len(place.line) >= deepest
    return kept if is_too_deep else text


def _blanks(found: str, unit: str) -> str:
    """Return the indentation of one line in the file's own characters."""
    if unit == "\t":
        return found.replace("    ", "\t")
    return found.replace("\t", unit)


def _scaled(first: str, rest: str, place: Place, unit: str) -> str:
    """Return further lines whose first step in is one step of the file, where it was exactly two."""
    base = indent_of(place.line + first)
    lines = rest.split("\n")
    deeper = [indent_of(line) - base for line in lines if line.strip() and indent_of(line) > base]
    if unit == "\t" or not deeper or deeper[0] != 2 * len(unit) or any(step % (2 * len(unit)) for step in deeper):
        return rest
    if not first.rstrip().endswith(":"):
        return rest
    return "\n".join(
        line[: base + (indent_of(line) - base) // 2] + line.lstrip(" ") if indent_of(line) > base else line
        for line in lines
    )
