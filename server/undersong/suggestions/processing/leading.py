"""The blank between what is typed and what is offered."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.place import Place


class Leading(Processor):
    """Where a blank is typed already, the text does not begin with another one.

    A comment behind code keeps its two, and a line that only begins is left to `Indentation`.
    """

    name: ClassVar[str] = "leading"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the text without doubled blanks at its beginning."""
        kept = text.lstrip(" ")
        is_doubled = len(kept) < len(text) and place.line.endswith(" ") and place.line.strip()
        if not is_doubled or place.is_prose or place.open_quote or kept.startswith(("#", "//", "=")):
            return text
        return kept or Refused("nothing but blanks")
