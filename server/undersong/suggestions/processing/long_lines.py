"""Lines that nobody would write so long."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import line_starts, shortened
from undersong.suggestions.processing.place import Place

# Of the lines of this repository and of django-oscar none is longer; so much at once is data or a loop.
LONGEST = 200


class LongLines(Processor):
    """No line that is offered has more than 200 characters; what the person typed before it does not count."""

    name: ClassVar[str] = "long_lines"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the lines before the first that is too long."""
        if len(text) <= LONGEST:
            return text
        starts = line_starts(text)
        ends = [*(start - 1 for start in starts[1:]), len(text)]
        over = (start for start, end in zip(starts, ends, strict=True) if end - start > LONGEST)
        start = next(over, None)
        return text if start is None else shortened(text, start, place, "too long a line")
