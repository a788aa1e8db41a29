"""From features to an order: a small network whose weights were fitted on names that people typed."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.symbols.features import FEATURES, Matrix

# Beyond so many standard deviations a feature says no more.
FARTHEST = 6.0
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranker:
    """One hidden layer beside a straight line; a score is the logarithm of a chance, up to a constant a place.

    Shapes, with F features and H hidden units: `mean`, `scale`, `straight` (F), `inward` (F, H), `bias`, `outward` (H).
    """

    mean: Floats
    scale: Floats
    straight: Floats
    inward: Floats
    bias: Floats
    outward: Floats

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """Return the ranker that a fit wrote.

        Raises
        ------
        ValueError
            It was fitted on other features than are measured now; fit it again.
        """
        if plain["features"] != list(FEATURES):
            raise ValueError("The ranker of names was fitted on other features; fit it again.")
        names = ("mean", "scale", "straight", "inward", "bias", "outward")
        return cls(*(np.array(plain[name], np.float64) for name in names))

    def scores(self, rows: Matrix) -> Floats:
        """Return one score a row; the highest is the likeliest name."""
        told = np.clip((rows - self.mean) / self.scale, -FARTHEST, FARTHEST)
        return np.asarray(told @ self.straight + np.maximum(told @ self.inward + self.bias, 0) @ self.outward)


@cache
def shipped() -> Ranker:
    """Return the ranker that comes with this version; `weights.json` says what it was fitted on."""
    return Ranker.from_plain(json.loads(files(__package__).joinpath("weights.json").read_text()))
