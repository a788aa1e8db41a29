"""What the person just typed, said once more."""

import re
from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.place import Place

# A single word may well be said twice (``None, None``); two words and this many characters are an echo.
SHORTEST = 8
TWO_WORDS = re.compile(r"\w\W+\w")


class Echo(Processor):
    """A text that begins with the whole line as it is typed loses that beginning."""

    name: ClassVar[str] = "echo"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return what comes behind the echo."""
        typed = place.line.strip()
        if len(typed) < SHORTEST or not TWO_WORDS.search(typed) or not text.lstrip().startswith(typed):
            return text
        rest = text.lstrip()
        while rest.startswith(typed):
            rest = rest[len(typed) :]
        return rest if rest.strip() else Refused("says what is typed already")
