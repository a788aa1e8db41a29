"""What stands behind the cursor already."""

from typing import ClassVar

from undersong.suggestions.processing.base import Known, Processor, Refused
from undersong.suggestions.processing.cutting import pieces_at, shortened
from undersong.suggestions.processing.place import Place


class Overlap(Processor):
    """A text that ends with all that stands behind the cursor on its line loses that end."""

    name: ClassVar[str] = "overlap"

    def process(self, text: str, place: Place, known: Known) -> str | Refused:  # noqa: ARG002
        """Return the text up to what stands behind; a closer stays that closes a bracket of the text's own."""
        behind = place.behind.strip()
        kept = text.rstrip()
        if not behind or not kept.endswith(behind):
            return text
        head = kept[: len(kept) - len(behind)]
        if not pieces_at(head, place).is_neutral and pieces_at(kept, place).is_neutral:
            return text
        return shortened(text, len(head), place, "stands there already")
