"""Lines that nobody would write so long."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import line_starts, shortened
from undersong.suggestions.processing.place import Place

# Of 100 files in a hundred repositories hardly a line of code is longer; a longer one is data or a loop.
LONGEST = 200


class LongLines(Processor):
    """No line is longer than 200 characters, or than the longest one near the cursor."""

    name: ClassVar[str] = "long_lines"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the lines before the first that is too long."""
        if len(place.line) + len(text) <= LONGEST:
            return text
        longest = max(LONGEST, *map(len, [place.line, *place.above[-20:]]))
        starts = line_starts(text)
        lines = (place.line + text).split("\n")
        over = next((index for index, line in enumerate(lines) if len(line) > longest), None)
        if over is None:
            return text
        return shortened(text, starts[over], place, "too long a line")
