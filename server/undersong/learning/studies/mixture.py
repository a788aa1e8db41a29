"""A mixture of boosted and of randomised trees under one calibration: what a study's rows are learned with.

Both kinds err in their own way, so their mean ranks better than either. How much each counts is learned together with
the calibration, on rows whose people the trees had not seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import helper
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from undersong.domain.errors import TooFewExamples
from undersong.learning.material.boosted import arrays, squashed, tree_of
from undersong.learning.material.dataset import Dataset
from undersong.learning.material.graph import INPUT, OUTPUT, Node, Tree, constant, model_bytes, tree_sum
from undersong.learning.material.served import PARITY_ROWS, check_parity
from undersong.learning.studies.base import Fitted, Numbers

# More than four: the trees that calibrate should know nearly as much as those that serve, or these are too timid. On a
# third of the people left out, four splits, the calibration error fell from 0.045 to 0.042 in the mean.
FOLDS = 8
LEAST_ROWS = 100
# A large C leaves the calibration's three numbers to the data; they are fitted on all rows.
LOOSE = 1e6
# What stands for an unknown value in randomised trees, which ask no question about it.
UNKNOWN = -1.0
# A share of leaves that says never, or always, is taken as one in 200: a logit has to end somewhere.
EDGE = 0.005

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """How many trees there are and how large they may grow."""

    boosted: int = 150
    leaves: int = 8
    rate: float = 0.05
    least_boosted: int = 40
    shrinkage: float = 5.0
    boosted_share: float = 0.25
    randomised: int = 100
    least_randomised: int = 10
    randomised_share: float = 0.5


DEFAULT = Shape()


@dataclass(frozen=True)
class Mixture(Fitted):
    """Boosted trees, randomised trees, and what each of their logits weighs."""

    boosted: HistGradientBoostingClassifier
    randomised: ExtraTreesRegressor
    weights: tuple[float, float]
    shift: float
    sample: Rows

    def probabilities(self, rows: Sequence[Sequence[float]]) -> Numbers:
        """Return calibrated probabilities."""
        scores = scores_of(self.boosted, self.randomised, np.array(rows, np.float32))
        return squashed(scores @ np.array(self.weights) + self.shift)

    def onnx(self) -> bytes:
        """Return the graph; raises when it does not say what the model says."""
        columns = self.sample.shape[1]
        data = model_bytes(*self._graph(), columns)
        check_parity(data, self.sample, self.probabilities(self.sample.tolist()))
        return data

    def _graph(self) -> tuple[list[Any], list[Any]]:
        start = float(np.ravel(self.boosted._baseline_prediction)[0])
        boosted = [tree_of(step[0].nodes) for step in self.boosted._predictors]
        randomised = [shares_of(tree.tree_, len(self.randomised)) for tree in self.randomised]
        first, second = self.weights
        nodes = [
            tree_sum(boosted, "boosted"),
            helper.make_node("IsNaN", [INPUT], ["is.unknown"]),
            helper.make_node("Where", ["is.unknown", "unknown", INPUT], ["filled"]),
            tree_sum(randomised, "share", "filled"),
            helper.make_node("Max", ["share", "low"], ["above"]),
            helper.make_node("Min", ["above", "high"], ["within"]),
            helper.make_node("Sub", ["one", "within"], ["rest"]),
            helper.make_node("Div", ["within", "rest"], ["odds"]),
            helper.make_node("Log", ["odds"], ["randomised"]),
            helper.make_node("Mul", ["boosted", "first"], ["first.part"]),
            helper.make_node("Mul", ["randomised", "second"], ["second.part"]),
            helper.make_node("Sum", ["first.part", "second.part", "shift"], ["logit"]),
            helper.make_node("Sigmoid", ["logit"], [OUTPUT]),
        ]
        numbers = {"unknown": UNKNOWN, "low": EDGE, "high": 1 - EDGE, "one": 1.0, "first": first, "second": second}
        return nodes, [
            constant(name, value) for name, value in {**numbers, "shift": self.shift + first * start}.items()
        ]


def fit(dataset: Dataset, seed: int, shape: Shape = DEFAULT) -> Mixture:
    """Fit on all rows; weigh and calibrate on scores of people left out, so that both are honest.

    The trees learn a share: a label of weight 1 is sure, one of weight 0 says nothing. The calibration learns labels.
    """
    rows, labels, weights = arrays(dataset)
    shares = 0.5 + (labels - 0.5) * weights
    folds = list(folds_of(dataset, seed, FOLDS))
    if len(rows) < LEAST_ROWS or not folds or any(len(set(labels[train])) < 2 for train, _ in folds):
        raise TooFewExamples("stuck", min(len(rows), 2 * dataset.positives), LEAST_ROWS)
    unseen = np.zeros((len(rows), 2))
    for train, test in folds:
        unseen[test] = scores_of(*trees(rows[train], shares[train], seed, shape), rows[test])
    calibration = LogisticRegression(C=LOOSE).fit(unseen, labels)
    first, second = (float(weight) for weight in calibration.coef_[0])
    shift = float(calibration.intercept_[0])
    return Mixture(*trees(rows, shares, seed, shape), (first, second), shift, rows[:PARITY_ROWS])


def folds_of(dataset: Dataset, seed: int, most: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Yield indices to learn from and to leave out, a person's rows never on both sides; none where one is alone."""
    people = list(dataset.groups)
    folds = min(most, len(set(people)))
    if folds > 1:
        yield from GroupKFold(folds, shuffle=True, random_state=seed).split(people, groups=people)


def trees(rows: Rows, shares: Numbers, seed: int, shape: Shape) -> tuple[Any, Any]:
    """Return both kinds of trees, learned from all that is given.

    Boosted trees take no share for a label, so they learn each row twice: as far as it is positive, and as it is not.
    """
    both, signs = np.concatenate([rows, rows]), np.repeat([1.0, 0.0], len(rows))
    sure = np.concatenate([shares, 1 - shares])
    boosted = HistGradientBoostingClassifier(
        max_iter=shape.boosted,
        max_leaf_nodes=shape.leaves,
        learning_rate=shape.rate,
        min_samples_leaf=shape.least_boosted,
        l2_regularization=shape.shrinkage,
        max_features=shape.boosted_share,
        early_stopping=False,
        random_state=seed,
    )
    randomised = ExtraTreesRegressor(
        n_estimators=shape.randomised,
        min_samples_leaf=shape.least_randomised,
        max_features=shape.randomised_share,
        random_state=seed,
    )
    told = sure > 0
    # They grow on as many cores as there are, and speak on one: sums over threads differ in their last bits.
    return boosted.fit(both[told], signs[told], sure[told]), randomised.fit(filled(rows), shares).set_params(n_jobs=1)


def scores_of(boosted: Any, randomised: Any, rows: Rows) -> Numbers:
    """Return a logit of each kind for every row."""
    share = np.clip(randomised.predict(filled(rows)), EDGE, 1 - EDGE)
    return np.column_stack([boosted.decision_function(rows), np.log(share / (1 - share))])


def filled(rows: Rows) -> Rows:
    """Return rows in which what is not known has a number."""
    return np.where(np.isnan(rows), np.float32(UNKNOWN), rows)


def shares_of(tree: Any, count: int) -> Tree:
    """Return one randomised tree of `count`; a leaf weighs its share of positives in their mean."""
    values = tree.value[:, 0, :]
    # A classifier's leaf holds a number for each class, a regressor's the share itself.
    weights = (values[:, 1] / values.sum(axis=1) if values.shape[1] > 1 else values[:, 0]) / count
    return [
        Node(is_leaf=True, weight=float(weights[i]))
        if tree.children_left[i] < 0
        else Node(
            int(tree.feature[i]),
            rounded_down(tree.threshold[i]),
            int(tree.children_left[i]),
            int(tree.children_right[i]),
        )
        for i in range(tree.node_count)
    ]


def rounded_down(threshold: float) -> float:
    """Return the largest float32 that is not above: a float32 is below it or equal just when it was before."""
    near = np.float32(threshold)
    return float(near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf)))
