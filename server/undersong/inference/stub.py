"""The stand-in for a release: it keeps the contract and claims nothing."""

from collections.abc import Sequence


class Stub:
    """A model that has learned nothing: it takes no columns and gives every row the probability 0.

    Examples
    --------
    >>> Stub("stuck").predict([[1.0], [2.0]])
    [0.0, 0.0]
    """

    features: tuple[str, ...] = ()
    is_experimental = True

    def __init__(self, model: str) -> None:
        self.name = f"{model} without a release"

    def threshold(self, name: str, default: float) -> float:  # noqa: ARG002 - the contract names it
        """Return the default: there is no release to name another."""
        return default

    def predict(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return 0 for every row."""
        return [0.0] * len(rows)
