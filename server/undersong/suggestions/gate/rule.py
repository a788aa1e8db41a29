"""The gate's stand-in where no release of `accept` serves: confidence and length."""

from collections.abc import Sequence
from typing import ClassVar

# On repositories that nothing was tuned on, nine in ten suggestions from this confidence on begin right.
ENTER = 0.3
# A suggestion of one character saves no key: accepting it takes one.
SHORTEST = 2


class Rule:
    """A `Model` that nobody trained."""

    name: ClassVar[str] = "accept (rule)"
    features: ClassVar[tuple[str, ...]] = ("confidence", "chars")
    is_experimental: ClassVar[bool] = True

    def threshold(self, name: str, default: float) -> float:
        """Return the cut-off; the rule has its own for `enter` alone."""
        return ENTER if name == "enter" else default

    def predict(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the confidence as it is, and nothing for what is too short to be worth a key."""
        return [confidence if chars >= SHORTEST and confidence == confidence else 0.0 for confidence, chars in rows]
