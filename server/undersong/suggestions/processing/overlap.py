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
        kept: str | Refused = text
        while behind and isinstance(kept, str) and (at := _overlap(kept.rstrip(), behind, place)) >= 0:
            kept = shortened(kept, at, place, "stands there already")
        return kept


def _overlap(text: str, behind: str, place: Place) -> int:
    """Return where a text begins to say what stands behind; -1 where it does not, or where it needs it itself."""
    head = text[: len(text) - len(behind)]
    if not text.endswith(behind) or (pieces_at(text, place).is_neutral and not pieces_at(head, place).is_neutral):
        return -1
    return len(head)
