import numpy as np
import pytest

from undersong.learning.material.scoring import auc, auc_interval, average_precision, brier, ece

LABELS = np.array([0.0, 0.0, 1.0, 1.0])


@pytest.mark.parametrize(
    ("said", "wanted"),
    [([0.1, 0.2, 0.3, 0.4], 1.0), ([0.4, 0.3, 0.2, 0.1], 0.0), ([0.5] * 4, 0.5), ([0.1, 0.3, 0.3, 0.4], 0.875)],
)
def test_the_auc_counts_ties_half(said: list[float], wanted: float) -> None:
    assert auc(np.array(said), LABELS) == wanted


def test_with_one_class_there_is_no_auc() -> None:
    assert np.isnan(auc(np.array([0.1, 0.2]), np.ones(2)))


def test_average_precision_looks_from_the_top() -> None:
    assert average_precision(np.array([0.1, 0.2, 0.3, 0.4]), LABELS) == 1.0
    assert average_precision(np.array([0.4, 0.1, 0.2, 0.3]), LABELS) == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_a_right_certainty_costs_nothing() -> None:
    assert brier(LABELS, LABELS) == ece(LABELS, LABELS) == 0.0


def test_the_interval_holds_the_score_and_repeats_with_its_seed() -> None:
    chance = np.random.default_rng(3)
    labels = chance.integers(0, 2, 400).astype(float)
    said = np.clip(labels * 0.3 + chance.random(400) * 0.7, 0, 1)
    people = [f"p{n // 20}" for n in range(400)]

    low, high = auc_interval(said, labels, people, seed=1)

    assert low < auc(said, labels) < high
    assert (low, high) == auc_interval(said, labels, people, seed=1)
