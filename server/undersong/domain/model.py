"""The contract of anything trained."""

from collections.abc import Sequence
from typing import Protocol


class Model(Protocol):
    """A trained function from rows of features to probabilities.

    `inference` runs releases behind this contract, and a stand-in keeps it where no release serves.
    """

    @property
    def name(self) -> str:
        """``stuck 0.1.0``."""
        ...

    @property
    def features(self) -> tuple[str, ...]:
        """The columns that a row must hold, in order."""
        ...

    @property
    def is_experimental(self) -> bool:
        """The release behind it claims no accuracy."""
        ...

    def threshold(self, name: str, default: float) -> float:
        """Return a named cut-off of the release."""
        ...

    def predict(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return one probability (0 to 1) a row; no rows give an empty list. NaN is a value that is not known."""
        ...
