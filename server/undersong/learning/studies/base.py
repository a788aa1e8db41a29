"""The contract of a study: people's rows with known answers, read from a folder of public data."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from undersong.learning.material.dataset import Dataset

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be used: where it stands and why; `row` counts from 1 below the heading, 0 is the whole file."""

    file: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Return the sentence for a person."""
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.reason}."


@dataclass(frozen=True)
class StudyRows:
    """The rows of a study that a model is judged on. Row `i` of every column belongs together.

    Parameters
    ----------
    dataset
        Features, labels, and people as groups; the features of a row know nothing that came after it. It may hold
        further columns than the study learns from, for releases that want them.
    keys
        The name of each row, as whoever judges the predictions knows it.
    baseline
        What the trivial rule says; higher is likelier positive.
    faults
        What was left out.
    """

    dataset: Dataset
    keys: tuple[str, ...]
    baseline: tuple[float, ...]
    faults: tuple[Fault, ...] = ()


class Fitted(ABC):
    """A model that learned a study: says probabilities, and leaves as ONNX that says the same."""

    @abstractmethod
    def probabilities(self, rows: Sequence[Sequence[float]]) -> Numbers:
        """Return a calibrated probability for each row; each row by itself, whatever the others are."""

    @abstractmethod
    def onnx(self) -> bytes:
        """Return a graph from `rows` (float32, n x columns) to `probability` (n x 1)."""


class Study(ABC):
    """One task on one layout of public data.

    Libraries for training are imported inside `fit`, so that the catalog can be read without them.
    """

    task: ClassVar[str]
    layout: ClassVar[str]
    # The file that tells the layout.
    table: ClassVar[str]
    source: ClassVar[str]
    licence: ClassVar[str]
    # Positives are the rarer kind, as far as anybody has seen.
    is_rare: ClassVar[bool] = True
    features: ClassVar[tuple[str, ...]]

    @abstractmethod
    def read(self, folder: Path) -> StudyRows:
        """Read a folder of this layout; raises `BadInput` when nothing in it can be used."""

    @abstractmethod
    def fit(self, dataset: Dataset, seed: int) -> Fitted:
        """Learn from the people in `dataset` alone, calibration included; raises `TooFewExamples`."""

    def extras(self, folder: Path) -> dict[str, float]:  # noqa: ARG002 - most layouts give none
        """Return further figures that only this layout can give, by name."""
        return {}
