"""A person's own slope and shift on a release's probability, learned one confirmed label at a time."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import exp, log
from typing import Any, Self

# Chosen on students of Penn CS1 that the batch model never saw, labels five runs late: of 0.01 to 0.3 this one gives
# the best log-loss and Brier score, and 0.1 harms (docs/decisions/0016).
RATE, RIDGE = 0.02, 0.02
# A slope under 0 would turn the shared model round, and logits beyond the edge say no more.
LEAST_SLOPE, MOST_SLOPE, MOST_SHIFT = 0.05, 5.0, 5.0
EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Correction:
    """sigmoid(slope * logit + shift), which begins at "nothing to correct" and is held there by a ridge.

    A value: a label gives another one. Without labels it is the release itself, so no model of a person ever starts
    from nothing.

    Examples
    --------
    >>> Correction().told(0.3)
    0.3
    >>> learned = Correction()
    >>> for _ in range(50):
    ...     learned = learned.after(0.3, 1.0)
    >>> 0.4 < learned.told(0.3) < 0.8
    True
    """

    slope: float = 1.0
    shift: float = 0.0
    labels: int = 0

    def told(self, probability: float) -> float:
        """Return the person's own probability for the release's."""
        if not self.labels:
            return probability
        return sigmoid(self.slope * logit(probability) + self.shift)

    def after(self, probability: float, label: float) -> Self:
        """Return the correction after one label of a window to which the release gave `probability`."""
        x = logit(probability)
        error = sigmoid(self.slope * x + self.shift) - label
        slope = self.slope - RATE * (error * x + RIDGE * (self.slope - 1))
        shift = self.shift - RATE * (error + RIDGE * self.shift)
        return type(self)(
            min(max(slope, LEAST_SLOPE), MOST_SLOPE), min(max(shift, -MOST_SHIFT), MOST_SHIFT), self.labels + 1
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers as JSON takes them."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `as_dict` described."""
        return cls(plain["slope"], plain["shift"], plain["labels"])


def logit(probability: float) -> float:
    """Return the log odds, finite for every probability."""
    clipped = min(max(probability, EDGE), 1 - EDGE)
    return log(clipped / (1 - clipped))


def sigmoid(value: float) -> float:
    """Return the probability of log odds."""
    return 1 / (1 + exp(-value))
