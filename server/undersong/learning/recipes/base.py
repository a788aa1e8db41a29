"""The contract of a recipe: how a Dataset becomes a Candidate."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from undersong.domain.window import Window
from undersong.learning.material.dataset import PRIVATE, Candidate, Dataset, row_of

Labels = Mapping[int, tuple[float, float]]


class Recipe(ABC):
    """How one model is made, from public data (the prior that ships) or from the windows of this machine.

    Libraries for training are imported inside `train`, so that the catalog can be read without them.
    """

    name: ClassVar[str]
    features: ClassVar[tuple[str, ...]]

    @abstractmethod
    def prior(self, folder: Path) -> Dataset:
        """Read the public data set in `folder`; raises `BadInput` when its files are not there."""

    def live(self, windows: Sequence[Window], labels: Labels) -> Dataset:
        """Return the labelled windows as rows; `labels` maps a window's `end_ms` to (label, weight)."""
        chosen = [window for window in windows if window.end_ms in labels]
        return Dataset(
            features=self.features,
            rows=tuple(row_of(window.features, self.features) for window in chosen),
            labels=tuple(labels[window.end_ms][0] for window in chosen),
            weights=tuple(labels[window.end_ms][1] for window in chosen),
            groups=tuple(f"day {window.end_ms // DAY_MS}" for window in chosen),
            times_ms=tuple(window.end_ms for window in chosen),
            sources=({"name": "windows of this machine", "licence": PRIVATE, "rows": len(chosen)},),
        )

    @abstractmethod
    def train(self, dataset: Dataset, seed: int, base: bytes | None = None) -> Candidate:
        """Return a Candidate.

        With `base`, the ONNX of the release in service, learn a correction of its probabilities, which needs few
        rows; without it, learn from nothing. Raises `TooFewExamples`.
        """


DAY_MS = 86_400_000
