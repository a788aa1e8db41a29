"""Whom to believe, the model, the file or the repository: a few numbers, fitted by `fitting`."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# How much doubt each different continuation adds, a match length each (`tokens.evidence.ORDERS`).
DOUBTS = np.array([3.0, 3.0, 2.0, 1.5, 1.0, 0.7, 0.5, 0.5])
FEATURES = (
    "model's best", "model's entropy / 5", "file's best", "repository's best",
    "file's match", "file's count", "file's share", "file's kinds",
    "repository's match", "repository's count", "repository's share", "repository's kinds",
    "model on file's best", "model on repository's best", "file on model's best", "repository on model's best",
    "file agrees", "repository agrees", "file's sum", "repository's sum",
)  # fmt: skip
SOURCES = ("model", "file", "repository")


@dataclass(frozen=True, slots=True)
class Weights:
    """A row of weights a source, a column a feature and one more for the bias: ``softmax(weights · features)``."""

    table: Floats

    def shares(self, features: Floats) -> Floats:
        """Return how much of the answer each source has, in the order of `SOURCES`; they add up to one."""
        scores = self.table[:, :-1] @ features + self.table[:, -1]
        raised = np.exp(scores - scores.max())
        shares: Floats = raised / raised.sum()
        return shares

    def save(self, path: Path) -> None:
        """Write them as JSON."""
        path.write_text(json.dumps({"features": FEATURES, "table": self.table.round(5).tolist()}))


def read_weights(path: Path) -> Weights | None:
    """Return saved weights; None when there are none, or none that fit."""
    try:
        saved = json.loads(path.read_text())
        table = np.array(saved["table"], np.float64)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    fits = tuple(saved["features"]) == FEATURES and table.shape == (len(SOURCES), len(FEATURES) + 1)
    return Weights(table) if fits and np.isfinite(table).all() else None


@cache
def usual_weights() -> Weights:
    """Return the weights that Undersong comes with, fitted on repositories that no figure is measured on."""
    found = read_weights(Path(str(files("undersong"))) / "suggestions" / "neural" / "weights.json")
    if found is None:
        raise FileNotFoundError("weights.json is missing from the package; install Undersong again")
    return found
