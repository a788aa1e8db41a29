"""A blend of randomised trees and a straight line under one calibration: for studies of few people.

With a dozen people, trees that ask random questions and a line that is drawn towards nothing err least, and their
mean ranks people that neither saw better than either does alone. How much the line counts is fixed beforehand: there
are too few positives to learn it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression

from undersong.domain.errors import TooFewExamples
from undersong.learning.material.boosted import arrays, squashed
from undersong.learning.material.dataset import Dataset
from undersong.learning.material.graph import INPUT, OUTPUT, constant, model_bytes, tree_sum
from undersong.learning.material.served import PARITY_ROWS, check_parity
from undersong.learning.studies.base import Fitted, Numbers
from undersong.learning.studies.mixture import folds_of, shares_of

FOLDS = 5
LEAST_ROWS, LEAST_OF_A_KIND = 60, 10
# A large C leaves the calibration's two numbers to the data; they are fitted on all rows.
LOOSE = 1e6
# A share of leaves that says never, or always, is taken as one in 500: a logit has to end somewhere.
EDGE = 0.002

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the trees may grow, how far the line is drawn towards nothing, and what it counts beside them."""

    trees: int = 200
    depth: int = 10
    least_rows: int = 5
    share_of_columns: float = 0.5
    line: float = 0.5
    ridge: float = 0.01


@dataclass(frozen=True)
class Parts:
    """What was learned before any calibration; `middle` stands for what is not known."""

    middle: Rows
    trees: ExtraTreesClassifier
    weights: Numbers
    shift: float
    line: float

    def scores(self, rows: Rows) -> Numbers:
        """Return the mean logit of trees and line."""
        known = np.where(np.isnan(rows), self.middle, rows)
        share = np.clip(self.trees.predict_proba(known)[:, 1], EDGE, 1 - EDGE)
        scores: Numbers = (1 - self.line) * np.log(share / (1 - share)) + self.line * (
            known @ self.weights + self.shift
        )
        return scores


@dataclass(frozen=True)
class Blend(Fitted):
    """Trees and line, calibrated on people whom neither saw."""

    parts: Parts
    slope: float
    shift: float
    sample: Rows

    def probabilities(self, rows: Sequence[Sequence[float]]) -> Numbers:
        """Return calibrated probabilities."""
        return squashed(self.slope * self.parts.scores(np.array(rows, np.float32)) + self.shift)

    def onnx(self) -> bytes:
        """Return the graph; raises when it does not say what the model says."""
        data = model_bytes(*self._graph(), self.sample.shape[1])
        check_parity(data, self.sample, self.probabilities(self.sample.tolist()))
        return data

    def _graph(self) -> tuple[list[Any], list[Any]]:
        parts = self.parts
        nodes = [
            helper.make_node("IsNaN", [INPUT], ["is.unknown"]),
            helper.make_node("Where", ["is.unknown", "middle", INPUT], ["known"]),
            tree_sum([shares_of(tree.tree_, len(parts.trees)) for tree in parts.trees], "share", "known"),
            helper.make_node("Clip", ["share", "low", "high"], ["within"]),
            helper.make_node("Sub", ["one", "within"], ["rest"]),
            helper.make_node("Div", ["within", "rest"], ["odds"]),
            helper.make_node("Log", ["odds"], ["trees"]),
            helper.make_node("Mul", ["trees", "trees.part"], ["trees.scaled"]),
            helper.make_node("MatMul", ["known", "weights"], ["line.scaled"]),
            helper.make_node("Sum", ["trees.scaled", "line.scaled", "shift"], ["logit"]),
            helper.make_node("Sigmoid", ["logit"], [OUTPUT]),
        ]
        weights = (self.slope * parts.line * parts.weights).reshape(-1, 1)
        arrays_named: dict[str, NDArray[Any]] = {
            "middle": parts.middle,
            "weights": weights,
            "low": np.array(EDGE),
            "high": np.array(1 - EDGE),
        }
        shift = self.shift + self.slope * parts.line * parts.shift
        numbers = {"one": 1.0, "trees.part": self.slope * (1 - parts.line), "shift": shift}
        held = [numpy_helper.from_array(value.astype(np.float32), name) for name, value in arrays_named.items()]
        return nodes, held + [constant(name, value) for name, value in numbers.items()]


def fit(name: str, dataset: Dataset, seed: int, shape: Shape) -> Blend:
    """Fit on all rows; calibrate on scores of people left out, so that the calibration is honest."""
    rows, labels, _ = arrays(dataset)
    rarer = min(dataset.positives, len(dataset) - dataset.positives)
    folds = list(folds_of(dataset, seed, FOLDS))
    if len(rows) < LEAST_ROWS or rarer < LEAST_OF_A_KIND:
        raise TooFewExamples(name, min(len(rows), LEAST_ROWS * rarer // LEAST_OF_A_KIND), LEAST_ROWS)
    if not folds or any(len(set(labels[train])) < 2 for train, _ in folds):
        raise TooFewExamples(f"{name} (people with both answers)", len(set(dataset.groups)), FOLDS)
    scores = np.zeros(len(rows))
    for train, test in folds:
        scores[test] = parts_of(rows[train], labels[train], seed, shape).scores(rows[test])
    platt = LogisticRegression(C=LOOSE).fit(scores.reshape(-1, 1), labels)
    # A ranking that folds turned round by chance is not followed: the calibration may flatten, never reverse.
    slope = max(float(platt.coef_[0, 0]), 0.0)
    shift = float(platt.intercept_[0]) if slope else float(np.log(labels.mean() / (1 - labels.mean())))
    return Blend(parts_of(rows, labels, seed, shape), slope, shift, rows[:PARITY_ROWS])


def parts_of(rows: Rows, labels: Numbers, seed: int, shape: Shape) -> Parts:
    """Return trees and line, learned from all that is given."""
    middle = middle_of(rows)
    known = np.where(np.isnan(rows), middle, rows)
    trees = ExtraTreesClassifier(
        n_estimators=shape.trees,
        max_depth=shape.depth,
        min_samples_leaf=shape.least_rows,
        max_features=shape.share_of_columns,
        random_state=seed,
    )
    mean, spread = known.mean(axis=0, dtype=np.float64), known.std(axis=0, dtype=np.float64)
    spread[spread == 0] = 1.0
    line = LogisticRegression(C=shape.ridge, max_iter=1000).fit((known - mean) / spread, labels)
    weights = line.coef_[0] / spread
    # They grow on as many cores as there are, and speak on one: sums over threads differ in their last bits.
    trees.fit(known, labels).set_params(n_jobs=1)
    return Parts(middle, trees, weights, float(line.intercept_[0] - mean @ weights), shape.line)


def middle_of(rows: Rows) -> Rows:
    """Return the median of what is known in each column; 0 where nothing is."""
    empty = np.isnan(rows).all(axis=0)
    return np.nanmedian(np.where(empty, np.float32(0), rows), axis=0).astype(np.float32)
