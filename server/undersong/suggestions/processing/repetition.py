"""Loops: a line that stands directly above, lines or words that go round and round."""

import re
from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import line_starts, shortened
from undersong.suggestions.processing.place import Place
from undersong.suggestions.processing.suffix_lines import TELLING, letters

LONGEST_ROUND = 3
# Within a line: so many characters with a name among them, so many times in a row, up to the end. Tables of numbers
# are left alone.
SHORTEST, LONGEST, TIMES = 4, 40, 4
NAME = re.compile(r"[A-Za-z]{3}")


class Repetition(Processor):
    """A text says nothing twice in a row."""

    name: ClassVar[str] = "repetition"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return what comes before the first repetition."""
        lines = text.split("\n")
        first = place.line + lines[0]
        if letters(first) >= TELLING and first.rstrip() == place.line_above.rstrip() and not place.behind.strip():
            return Refused("the line above once more")
        lines[0] = first
        if len(lines) > 1 and (repeated := _repeated(lines)):
            return shortened(text, line_starts(text)[repeated], place, "goes round and round")
        end = _first_round(text)
        return shortened(text, end, place, "goes round and round") if end < len(text) else text


def _repeated(lines: list[str]) -> int:
    """Return the first line of a round of up to three lines that were just said, 0 when there is none."""
    for index in range(1, len(lines)):
        for size in range(1, min(LONGEST_ROUND, index) + 1):
            around = lines[index : index + size]
            if around == lines[index - size : index] and letters("".join(around)) >= TELLING:
                return index
    return 0


def _first_round(text: str) -> int:
    """Return where the first round ends of what is repeated up to the end; the length of the text without rounds."""
    end = len(text)
    while size := next((size for size in range(SHORTEST, LONGEST + 1) if _is_round(text[:end], size)), 0):
        chunk = text[end - size : end]
        while text[:end].endswith(chunk + chunk):
            end -= size
    return end


def _is_round(text: str, size: int) -> bool:
    chunk = text[-size:]
    return len(text) >= TIMES * size and text.endswith(chunk * TIMES) and bool(NAME.search(chunk))
