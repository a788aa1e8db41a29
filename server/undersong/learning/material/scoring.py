"""How well probabilities rank and how well they fit: AUC and its interval over people, calibration."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

# As the yardstick does: 1,000 seeded samples of people.
SAMPLES = 1000
BINS = 10


def auc(probabilities: Numbers, labels: Numbers, weights: Numbers | None = None) -> float:
    """Return the chance that a positive row ranks above a negative one, equals counting half; NaN for one class."""
    return ranked(tied(probabilities)[0], labels, np.ones(len(labels)) if weights is None else weights)[0]


def auc_interval(probabilities: Numbers, labels: Numbers, people: Sequence[str], seed: int) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of the AUC over samples of whole people."""
    drawn = sampled(tied(probabilities)[0], labels, people, np.random.default_rng(seed))
    low, high = np.nanpercentile([auc for auc, _ in drawn], [2.5, 97.5])
    return float(low), float(high)


def tied(scores: Numbers) -> tuple[Whole, Whole]:
    """Return the number of each row's group of equal scores, ascending from 0, and the groups' sizes."""
    _, groups, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    return groups.astype(np.int64), sizes.astype(np.int64)


def ranked(groups: Whole, labels: Numbers, weights: Numbers) -> tuple[float, float]:
    """Return AUC, equals counting half, and average precision of weighted rows; NaN for one class."""
    positive, negative = np.bincount(groups, weights * labels), np.bincount(groups, weights * (1 - labels))
    total, others = positive.sum(), negative.sum()
    if not total or not others:
        return float("nan"), float("nan")
    below = np.cumsum(negative) - negative / 2
    hits = np.cumsum(positive[::-1])
    alarms = np.cumsum((positive + negative)[::-1])
    precision = hits / np.maximum(alarms, 1)
    return float(positive @ below / (total * others)), float(positive[::-1] @ precision / total)


def sampled(
    groups: Whole, labels: Numbers, people: Sequence[str], chance: np.random.Generator
) -> Iterator[tuple[float, float]]:
    """Yield AUC and average precision over people drawn with replacement."""
    names, person = np.unique(people, return_inverse=True)
    for _ in range(SAMPLES):
        drawn = np.bincount(chance.integers(len(names), size=len(names)), minlength=len(names))
        yield ranked(groups, labels, drawn[person].astype(np.float64))


def average_precision(probabilities: Numbers, labels: Numbers) -> float:
    """Return the mean precision over the positives, from the highest probability down."""
    _, ties = np.unique(-probabilities, return_inverse=True)
    hits, rows = np.bincount(ties, labels), np.bincount(ties)
    precision = np.cumsum(hits) / np.cumsum(rows)
    return float(hits @ precision / labels.sum()) if labels.sum() else float("nan")


def brier(probabilities: Numbers, labels: Numbers) -> float:
    """Return the mean squared distance of probability and outcome."""
    return float(np.mean((probabilities - labels) ** 2))


def ece(probabilities: Numbers, labels: Numbers, bins: Whole | None = None) -> float:
    """Return the expected calibration error over ten bins of equal size; equal probabilities share a bin.

    Whoever asks again and again of the same probabilities gives the `bins_of` them.
    """
    chosen = bins_of(*tied(probabilities)) if bins is None else bins
    return float(np.abs(np.bincount(chosen, probabilities - labels)).sum() / len(labels))


def bins_of(groups: Whole, sizes: Whole) -> Whole:
    """Return each row's bin of equal mass, by the middle rank of its group, so that equals share a bin."""
    middle = np.cumsum(sizes) - sizes / 2
    found: Whole = (BINS * middle / len(groups)).astype(np.int64)[groups]
    return found
