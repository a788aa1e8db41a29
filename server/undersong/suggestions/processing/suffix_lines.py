"""Lines that stand below the cursor already."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import line_starts, shortened
from undersong.suggestions.processing.place import Place

# A line with fewer letters than this is repeated often and rightly (``pass``, ``None,``, ``})``).
TELLING = 10


class SuffixLines(Processor):
    """A text ends before the lines that it shares with what follows the cursor."""

    name: ClassVar[str] = "suffix_lines"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the lines that are new; a line that would stand twice is refused when it is a telling one."""
        below = [line.strip() for line in place.below if line.strip()]
        if not below:
            return text
        starts = line_starts(text)
        lines = [line.strip() for line in text.split("\n")]
        for index in range(1, len(lines)):
            rest = [line for line in lines[index:] if line]
            if rest and rest == below[: len(rest)]:
                return shortened(text, starts[index], place, "stands below already")
        whole = (place.line + lines[0]).strip()
        if len(lines) == 1 and whole == below[0] and letters(whole) >= TELLING and not place.behind.strip():
            return Refused("stands below already")
        return text


def letters(line: str) -> int:
    """Return how many letters and digits a line has."""
    return sum(map(str.isalnum, line))
