"""Ghost text in an editor: what it says, who says it, and what is left of it as the person types."""

from dataclasses import dataclass, replace
from typing import Any, Self

from undersong.cli.yardstick.plan import TOKEN


@dataclass(frozen=True, slots=True)
class Offer:
    """One suggestion on the screen; `tokens` is how long it was when it came.

    `confidence` (0 to 1) is what was said of its first word.
    """

    text: str
    confidence: float = 0.0
    source: str = ""
    tokens: int = 0

    @classmethod
    def read(cls, result: Any) -> Self | None:
        """Return the first item of an answer, or None when nothing is offered."""
        items = result.get("items", []) if isinstance(result, dict) else result or []
        if not items or not items[0].get("insertText"):
            return None
        text = items[0]["insertText"]
        [facts] = (items[0].get("command") or {}).get("arguments") or [{}]
        chance = facts.get("firstChance") or facts.get("confidence") or 0.0
        return cls(text, float(chance), str(facts.get("source", "")), count_tokens(text))

    def typed(self, text: str) -> Self | None:
        """Return what is left when this is typed, as our extension keeps it; None when nothing is, or it differs."""
        rest = self.text[len(text) :]
        return replace(self, text=rest) if rest and text and self.text.startswith(text) else None


def count_tokens(text: str) -> int:
    """Return how many tokens a text has, blanks aside."""
    return sum(not found.group().isspace() for found in TOKEN.finditer(text))
