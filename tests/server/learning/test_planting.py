"""Odd windows that are planted judge a detector that has no labels."""

import random

import numpy as np
import pytest

from undersong.learning.planting import plant, plant_session, rule_planted
from undersong.learning.validation import EXPERIMENTAL, REFUSED

REAL = [tuple(float(value) for value in row) for row in np.random.default_rng(1).normal(size=(120, 6))]
SESSIONS = [f"session {row // 24}" for row in range(120)]
LOW, HIGH = np.linspace(0.0, 0.4, 120), np.linspace(0.6, 1.0, 120)
BLIND = (np.full(120, 0.3), np.full(120, 0.3))


def test_a_planted_window_differs_in_three_features() -> None:
    odd = plant(REAL, seed=1)

    assert odd.shape == (120, 6)
    assert set((odd != np.array(REAL)).sum(axis=1)) == {3}


def test_a_planted_session_has_the_same_odd_values_in_all_its_windows() -> None:
    windows = [np.array(row) for row in REAL[:9]]

    odd = np.array(plant_session(windows, np.full(6, -1.0), np.full(6, 1.0), random.Random(3)))

    changed = (odd != np.array(windows)).any(axis=0)
    assert changed.sum() == 3
    assert all(len(set(odd[:, column])) == 1 for column in np.flatnonzero(changed))
    assert [tuple(window) for window in windows] == REAL[:9]


def test_the_same_seed_plants_the_same() -> None:
    assert np.array_equal(plant(REAL, seed=4), plant(REAL, seed=4))


def test_what_is_not_known_anywhere_may_stay_so() -> None:
    rows = [(1.0, float("nan")), (2.0, float("nan"))]

    odd = plant(rows, seed=1)

    assert np.isnan(odd[:, 1]).all()


def test_one_that_tells_planted_windows_better_serves_as_experimental() -> None:
    ruling = rule_planted((LOW, HIGH), BLIND, SESSIONS, enter=0.99, whole_sessions=5, seed=1)

    assert ruling.decision == EXPERIMENTAL
    assert (ruling.scores["auc"], ruling.scores_in_service["auc"]) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("candidate", "other", "enter", "sessions", "because"),
    [
        (BLIND, (LOW, HIGH), 0.99, 5, "worse or luck"),
        ((LOW, HIGH), (LOW, HIGH), 0.99, 5, "worse or luck"),
        ((LOW, HIGH), BLIND, 0.3, 5, "of real windows unusual"),
        ((LOW, HIGH), BLIND, 0.99, 2, "2 whole sessions"),
    ],
    ids=["worse", "equal", "noisy", "too few sessions"],
)
def test_every_other_is_refused_with_its_reason(
    candidate: tuple, other: tuple, enter: float, sessions: int, because: str
) -> None:
    ruling = rule_planted(candidate, other, SESSIONS, enter, sessions, seed=1)

    assert ruling.decision == REFUSED
    assert because in ruling.reason
