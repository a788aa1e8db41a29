import json
import random
from math import log

import pytest

from undersong.detectors.correction import LEAST_SLOPE, MOST_SHIFT, RATE, Correction, logit, sigmoid

# What four kinds of people make of the same release: their outcomes follow slope * logit + shift of what it says.
PEOPLE = {"as the release": (1.0, 0.0), "oftener": (1.0, 0.8), "less often": (1.0, -0.8), "less sharply": (0.5, 0.0)}


def learned(*labels: tuple[float, float]) -> Correction:
    correction = Correction()
    for probability, label in labels:
        correction = correction.after(probability, label)
    return correction


def life(kind: str, seed: int, rows: int = 400) -> list[tuple[float, float]]:
    """What the release says of each row of one person, and what was true."""
    chance = random.Random(f"{kind} {seed}")
    slope, shift = PEOPLE[kind]
    said = [sigmoid(chance.gauss(-0.8, 1.2)) for _ in range(rows)]
    return [(p, float(chance.random() < sigmoid(slope * logit(p) + shift))) for p in said]


def corrected(rows: list[tuple[float, float]], late: int = 5) -> list[float]:
    """What is told of each row when labels come so many rows late."""
    correction, told = Correction(), []
    for at, (probability, _) in enumerate(rows):
        if at >= late:
            correction = correction.after(*rows[at - late])
        told.append(correction.told(probability))
    return told


def log_loss(told: list[float], rows: list[tuple[float, float]]) -> float:
    return -sum(log(p if label else 1 - p) for p, (_, label) in zip(told, rows, strict=True)) / len(rows)


def auc(told: list[float], rows: list[tuple[float, float]]) -> float:
    ranked = sorted(zip(told, (label for _, label in rows), strict=True))
    positives = [at for at, (_, label) in enumerate(ranked) if label]
    n, m = len(positives), len(rows) - len(positives)
    return (sum(positives) - n * (n - 1) / 2) / (n * m)


@pytest.mark.parametrize("probability", [0.0, 1e-6, 0.3, 0.5, 1.0])
def test_without_labels_the_release_is_told_as_it_is(probability: float) -> None:
    assert Correction().told(probability) == probability


def test_a_label_moves_what_is_told_a_little_towards_it() -> None:
    before, after = 0.3, learned((0.3, 1.0)).told(0.3)

    assert before < after < before + 2 * RATE
    assert learned((0.3, 0.0)).told(0.3) < before


def test_order_among_windows_stays_as_the_release_has_it() -> None:
    correction = learned(*life("less sharply", 1))
    told = [correction.told(p / 100) for p in range(1, 100)]

    assert told == sorted(told)
    assert len(set(told)) == len(told)


def test_the_ridge_leads_back_when_labels_agree_with_the_release() -> None:
    away = learned(*life("oftener", 1, 300))
    back = away
    for probability, label in life("as the release", 2, 3_000):
        back = back.after(probability, label)

    assert away.shift > 0.3
    assert abs(back.shift) < away.shift / 2


def test_contrary_labels_never_turn_the_release_round() -> None:
    correction = learned(*[(p, 1 - label) for _ in range(2_000) for p, label in ((0.99, 1.0), (0.01, 0.0))])

    assert correction.slope == LEAST_SLOPE
    assert abs(correction.shift) <= MOST_SHIFT


@pytest.mark.parametrize("kind", PEOPLE)
def test_no_group_of_people_ranks_worse_than_with_the_release_alone(kind: str) -> None:
    """Pooled over a group's people, as a threshold meets them."""
    lives = [life(kind, seed) for seed in range(20)]
    rows = [row for one in lives for row in one]

    told = [p for one in lives for p in corrected(one)]

    assert auc(told, rows) > auc([p for p, _ in rows], rows) - 0.01


@pytest.mark.parametrize("kind", ["oftener", "less often", "less sharply"])
def test_people_whom_the_release_does_not_fit_are_told_better_probabilities(kind: str) -> None:
    lives = [life(kind, seed) for seed in range(20)]
    rows = [row for one in lives for row in one]

    told = [p for one in lives for p in corrected(one)]

    assert log_loss(told, rows) < log_loss([p for p, _ in rows], rows) - 0.02


def test_all_people_together_are_ranked_and_told_better() -> None:
    lives = [life(kind, seed) for kind in PEOPLE for seed in range(10)]
    rows = [row for one in lives for row in one]

    told, batch = [p for one in lives for p in corrected(one)], [p for p, _ in rows]

    assert auc(told, rows) > auc(batch, rows)
    assert log_loss(told, rows) < log_loss(batch, rows)


def test_learning_is_repeatable_and_survives_json() -> None:
    first = learned(*life("oftener", 5))

    assert learned(*life("oftener", 5)) == first
    assert Correction.from_dict(json.loads(json.dumps(first.as_dict()))) == first
