"""Boosted trees with monotone limits and a sigmoid calibration: what `stuck` and `flow` are made of."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from undersong.learning.material.dataset import Dataset
from undersong.learning.material.graph import Node, Tree, model_bytes, sigmoid_head, tree_sum
from undersong.learning.material.scoring import auc, auc_interval, average_precision, brier, ece
from undersong.learning.material.served import check_parity

FOLDS = 5
# A large C leaves Platt's two numbers to the data; they are fitted on thousands of rows.
LOOSE = 1e6

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the trees may grow, and which features may only raise (1) or lower (-1) the probability."""

    trees: int
    leaves: int
    rate: float
    least_rows: int
    monotone: dict[str, int]


@dataclass(frozen=True)
class Fitted:
    """A calibrated model, and what its folds said of rows whose people they had not seen."""

    trees: HistGradientBoostingClassifier
    slope: float
    shift: float
    unseen: Numbers

    def probabilities(self, rows: NDArray[np.float32]) -> Numbers:
        """Return calibrated probabilities."""
        return squashed(self.slope * raw(self.trees, rows) + self.shift)


def fit(dataset: Dataset, shape: Shape, seed: int) -> Fitted:
    """Fit on all rows; calibrate on scores of people left out, so that the calibration is honest."""
    rows, labels, weights = arrays(dataset)
    scores = np.zeros(len(labels))
    for train, test in GroupKFold(FOLDS).split(rows, labels, list(dataset.groups)):
        learned = parted(rows[train], labels[train], weights[train])
        scores[test] = raw(grown(dataset, shape, seed, *learned), rows[test])
    platt = LogisticRegression(C=LOOSE).fit(*parted(scores.reshape(-1, 1), labels, weights))
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    trees = grown(dataset, shape, seed, *parted(rows, labels, weights))
    return Fitted(trees, slope, shift, squashed(slope * scores + shift))


def export(fitted: Fitted, dataset: Dataset) -> bytes:
    """Return the ONNX; raises when it does not say what the model says."""
    start = float(np.ravel(fitted.trees._baseline_prediction)[0])
    forest = [tree_of(step[0].nodes) for step in fitted.trees._predictors]
    nodes, constants = sigmoid_head("score", fitted.slope, fitted.shift + fitted.slope * start)
    data = model_bytes([tree_sum(forest, "score"), *nodes], constants, len(dataset.features))
    rows = arrays(dataset)[0]
    check_parity(data, rows, fitted.probabilities(rows))
    return data


def scores_of(fitted: Fitted, dataset: Dataset, seed: int) -> dict[str, float]:
    """Return figures on people that the folds had not seen."""
    labels, unseen = np.array(dataset.labels), fitted.unseen
    low, high = auc_interval(unseen, labels, list(dataset.groups), seed)
    return {
        "auc": round(auc(unseen, labels), 4),
        "auc_low": round(low, 4),
        "auc_high": round(high, 4),
        "ap": round(average_precision(unseen, labels), 4),
        "brier": round(brier(unseen, labels), 4),
        "ece": round(ece(unseen, labels), 4),
        "base_rate": round(float(labels.mean()), 4),
    }


def usual(dataset: Dataset, chosen: NDArray[np.bool_]) -> dict[str, float]:
    """Return the median of each feature over the chosen rows: what a verdict compares with, where it is known."""
    columns = arrays(dataset)[0][chosen].T
    known = ((name, column[~np.isnan(column)]) for name, column in zip(dataset.features, columns, strict=True))
    return {f"usual.{name}": round(float(np.median(values)), 6) for name, values in known if len(values)}


def grown(
    dataset: Dataset, shape: Shape, seed: int, rows: NDArray[np.float32], labels: Numbers, weights: Numbers
) -> HistGradientBoostingClassifier:
    """Return the trees; a column of which nothing is known is no ground to part rows on, and must not be empty."""
    known = ~np.isnan(rows).all(axis=0)
    return blank(dataset, shape, seed).fit(np.where(known, rows, np.float32(0)), labels, weights)


def blank(dataset: Dataset, shape: Shape, seed: int) -> HistGradientBoostingClassifier:
    """Return the model before it learned."""
    return HistGradientBoostingClassifier(
        max_iter=shape.trees,
        max_leaf_nodes=shape.leaves,
        learning_rate=shape.rate,
        min_samples_leaf=shape.least_rows,
        monotonic_cst=[shape.monotone.get(name, 0) for name in dataset.features],
        early_stopping=False,
        random_state=seed,
    )


def tree_of(nodes: Any) -> Tree:
    """Return scikit-learn's record array as nodes; its own baseline is added elsewhere."""
    return [
        Node(is_leaf=True, weight=float(node["value"]))
        if node["is_leaf"]
        else Node(
            int(node["feature_idx"]),
            float(node["num_threshold"]),
            int(node["left"]),
            int(node["right"]),
            bool(node["missing_go_to_left"]),
        )
        for node in nodes
    ]


def arrays(dataset: Dataset) -> tuple[NDArray[np.float32], Numbers, Numbers]:
    """Return rows, labels and weights; rows in the precision in which they are served."""
    return np.array(dataset.rows, np.float32), np.array(dataset.labels), np.array(dataset.weights)


def parted(rows: Any, labels: Numbers, weights: Numbers) -> tuple[Any, Numbers, Numbers]:
    """Return rows whose label is a probability twice: as far as it is one kind, and as far as it is the other."""
    likely = (labels > 0) & (labels < 1)
    if not likely.any():
        return rows, labels, weights
    return (
        np.concatenate([rows, rows[likely]]),
        np.concatenate([np.ceil(labels), np.zeros(int(likely.sum()))]),
        np.concatenate([weights * np.where(likely, labels, 1.0), weights[likely] * (1 - labels[likely])]),
    )


def raw(trees: HistGradientBoostingClassifier, rows: NDArray[np.float32]) -> Numbers:
    """Return the scores before any calibration."""
    scores: Numbers = trees.decision_function(rows)
    return scores


def squashed(logits: Numbers) -> Numbers:
    """Return the sigmoid."""
    probabilities: Numbers = 1 / (1 + np.exp(-logits))
    return probabilities
