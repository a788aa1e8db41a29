"""How well probabilities rank: AUC and its interval over people."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# As the yardstick does: 1,000 seeded samples of people.
SAMPLES = 1000


def auc(probabilities: Numbers, labels: Numbers, weights: Numbers | None = None) -> float:
    """Return the chance that a positive row ranks above a negative one, equals counting half; NaN for one class."""
    _, ties = np.unique(probabilities, return_inverse=True)
    weights = np.ones(len(labels)) if weights is None else weights
    positive = np.bincount(ties, weights * labels)
    negative = np.bincount(ties, weights * (1 - labels))
    if not positive.sum() or not negative.sum():
        return float("nan")
    return float(positive @ (np.cumsum(negative) - negative / 2) / (positive.sum() * negative.sum()))


def auc_interval(probabilities: Numbers, labels: Numbers, people: list[str], seed: int) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of the AUC over samples of whole people."""
    names, person = np.unique(people, return_inverse=True)
    chance = np.random.default_rng(seed)
    samples = []
    for _ in range(SAMPLES):
        drawn = np.bincount(chance.integers(len(names), size=len(names)), minlength=len(names))
        samples.append(auc(probabilities, labels, drawn[person].astype(float)))
    low, high = np.nanpercentile(samples, [2.5, 97.5])
    return float(low), float(high)


def average_precision(probabilities: Numbers, labels: Numbers) -> float:
    """Return the mean precision over the positives, from the highest probability down."""
    _, ties = np.unique(-probabilities, return_inverse=True)
    hits, rows = np.bincount(ties, labels), np.bincount(ties)
    precision = np.cumsum(hits) / np.cumsum(rows)
    return float(hits @ precision / labels.sum()) if labels.sum() else float("nan")


def brier(probabilities: Numbers, labels: Numbers) -> float:
    """Return the mean squared distance of probability and outcome."""
    return float(np.mean((probabilities - labels) ** 2))


def ece(probabilities: Numbers, labels: Numbers) -> float:
    """Return the expected calibration error over ten bins of equal size; equal probabilities share a bin."""
    _, ties, size = np.unique(probabilities, return_inverse=True, return_counts=True)
    bins = (10 * (np.cumsum(size) - size / 2) / len(labels)).astype(int)[ties]
    return float(np.abs(np.bincount(bins, probabilities - labels)).sum() / len(labels))
