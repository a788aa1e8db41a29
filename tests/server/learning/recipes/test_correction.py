import pytest

pytest.importorskip("sklearn", reason="needs the training environment")

import numpy as np

from undersong.learning.material.dataset import Dataset
from undersong.learning.material.graph import Node, model_bytes, sigmoid_head, tree_sum
from undersong.learning.material.served import served
from undersong.learning.recipes.correction import (
    corrected,
    fit_correction,
    with_correction,
    without_correction,
)

pytestmark = pytest.mark.train

STUMP = [
    Node(0, 0.5, 1, 2, is_missing_low=True),
    Node(is_leaf=True, weight=-1.0),
    Node(is_leaf=True, weight=1.0),
]
NODES, CONSTANTS = sigmoid_head("score", 1.0, 0.0)
BASE = model_bytes([tree_sum([STUMP], "score"), *NODES], CONSTANTS, 1)
LOW, HIGH = 1 / (1 + np.e), np.e / (1 + np.e)


def rows_of(labels: list[float]) -> Dataset:
    number = len(labels)
    rows = tuple((float(n % 2),) for n in range(number))
    return Dataset(("x",), rows, tuple(labels), (1.0,) * number, ("one",) * number, (0,) * number)


def test_a_stump_says_what_it_was_told_and_takes_what_is_not_known_to_the_low_side() -> None:
    assert served(BASE, [[0.0], [1.0], [float("nan")]]) == pytest.approx([LOW, HIGH, LOW], abs=1e-6)


def test_labels_that_agree_change_little() -> None:
    slope, shift = fit_correction(np.array([LOW, HIGH] * 50), np.array([0.0, 1.0, 1.0, 1.0] * 25), np.ones(100))

    assert slope == pytest.approx(1, abs=0.4)
    assert shift == pytest.approx(0.4, abs=0.4)


def test_a_handful_of_labels_hardly_moves_it() -> None:
    slope, shift = fit_correction(np.array([LOW, HIGH]), np.array([1.0, 1.0]), np.ones(2))

    assert (slope, shift) == pytest.approx((1, 0), abs=0.1)


def test_many_labels_move_it_to_where_they_are() -> None:
    data, _, shift = corrected(BASE, rows_of([1.0, 1.0] * 200))

    assert shift > 1
    assert min(served(data, [[0.0], [1.0]])) > 0.6


def test_a_weight_of_nothing_teaches_nothing() -> None:
    assert fit_correction(np.array([LOW, HIGH] * 50), np.ones(100), np.zeros(100)) == pytest.approx((1, 0), abs=1e-4)


def test_a_correction_of_one_and_nothing_changes_nothing() -> None:
    data = with_correction(BASE, 1.0, 0.0)

    assert served(data, [[0.0], [1.0]]) == pytest.approx([LOW, HIGH], abs=1e-5)


def test_a_second_correction_takes_the_place_of_the_first() -> None:
    once, *_ = corrected(BASE, rows_of([1.0, 1.0] * 200))
    twice, *_ = corrected(once, rows_of([1.0, 1.0] * 200))

    assert twice == once
    assert served(without_correction(twice), [[0.0]]) == pytest.approx([LOW], abs=1e-6)
    assert without_correction(BASE) == BASE


def test_the_order_of_probabilities_is_never_turned_round() -> None:
    slope, _ = fit_correction(np.array([LOW, HIGH] * 500), np.array([1.0, 0.0] * 500), np.ones(1000))

    assert slope > 0
