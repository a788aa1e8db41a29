"""A study's predictions in figures: how well they rank, how far that can be trusted, and how well they are calibrated.

The figures are those of the yardstick with which studies are compared, under its names and with its seed, so that
both say the same of the same predictions.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.learning.studies.base import StudyRows

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

# Samples of whole people for an interval, and worlds in which the probabilities are exactly right.
SAMPLES, SEED = 1000, 20240
BINS = 10
DIGITS = 4


def judgement(task: str, layout: str, rows: StudyRows, probabilities: Numbers) -> dict[str, Any]:
    """Return the flat object of figures for predictions in the order of `rows`.

    ``auc_interval`` and ``ap_interval`` hold the 2.5th and 97.5th percentile over samples of people; a sample of one
    class counts nowhere. ``ece_perfect_95`` is the 95th percentile of the calibration error that probabilities which
    are exactly right would show at this number of rows. A figure that cannot be told is None.
    """
    labels = np.array(rows.dataset.labels) > 0.5
    chance = np.random.default_rng(SEED)
    groups, sizes = tied(probabilities)
    samples = np.array(list(sampled(groups, labels, rows.dataset.groups, chance)))
    auc, ap = ranked(groups, labels, np.ones(len(labels)))
    bins = bins_of(groups, sizes)
    worlds = [ece(probabilities, chance.random(len(labels)) < probabilities, bins) for _ in range(SAMPLES)]
    baseline = ranked(tied(np.array(rows.baseline))[0], labels, np.ones(len(labels)))[0]
    figures: dict[str, Any] = {
        "task": task,
        "layout": layout,
        "n": len(labels),
        "people": len(set(rows.dataset.groups)),
        "positives": int(labels.sum()),
        "auc": said(auc),
        "auc_interval": middle_95(samples[:, 0]),
        "ap": said(ap),
        "ap_interval": middle_95(samples[:, 1]),
        "brier": said(float(np.mean((probabilities - labels) ** 2))),
        "ece": said(ece(probabilities, labels, bins)),
        "ece_perfect_95": said(float(np.percentile(worlds, 95))),
        "auc_baseline": said(baseline),
    }
    if task == "accept":
        figures["lost_accepts_at_quarter"] = said(lost_at_quarter(groups, sizes, labels))
    return figures


def tied(scores: Numbers) -> tuple[Whole, Whole]:
    """Return the number of each row's group of equal scores, ascending from 0, and the groups' sizes."""
    _, groups, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    return groups.astype(np.int64), sizes.astype(np.int64)


def ranked(groups: Whole, labels: NDArray[np.bool_], weights: Numbers) -> tuple[float, float]:
    """Return AUC, equals counting half, and average precision of weighted rows; NaN for one class."""
    positive, negative = np.bincount(groups, weights * labels), np.bincount(groups, weights * ~labels)
    total, others = positive.sum(), negative.sum()
    if not total or not others:
        return float("nan"), float("nan")
    below = np.cumsum(negative) - negative / 2
    hits = np.cumsum(positive[::-1])
    alarms = np.cumsum((positive + negative)[::-1])
    precision = hits / np.maximum(alarms, 1)
    return float(positive @ below / (total * others)), float(positive[::-1] @ precision / total)


def sampled(
    groups: Whole, labels: NDArray[np.bool_], people: tuple[str, ...], chance: np.random.Generator
) -> Iterator[tuple[float, float]]:
    """Yield AUC and average precision over people drawn with replacement."""
    names, person = np.unique(people, return_inverse=True)
    for _ in range(SAMPLES):
        drawn = np.bincount(chance.integers(len(names), size=len(names)), minlength=len(names))
        yield ranked(groups, labels, drawn[person].astype(np.float64))


def bins_of(groups: Whole, sizes: Whole) -> Whole:
    """Return each row's bin of equal mass, by the middle rank of its group, so that equals share a bin."""
    middle = np.cumsum(sizes) - sizes / 2
    found: Whole = (BINS * middle / len(groups)).astype(np.int64)[groups]
    return found


def ece(probabilities: Numbers, outcomes: NDArray[np.bool_], bins: Whole) -> float:
    """Return the expected calibration error over the bins."""
    return float(np.abs(np.bincount(bins, probabilities - outcomes)).sum() / len(probabilities))


def lost_at_quarter(groups: Whole, sizes: Whole, labels: NDArray[np.bool_]) -> float:
    """Return the share of positives that hiding the lowest quarter of rows loses; ties at its edge count in part."""
    below = np.cumsum(sizes) - sizes
    hidden = np.clip((len(groups) / 4 - below) / sizes, 0, 1)[groups]
    return float(hidden @ labels / max(labels.sum(), 1))


def middle_95(samples: Numbers) -> list[float | None]:
    """Return the interval that holds 95 % of the samples."""
    usable = samples[~np.isnan(samples)]
    return [said(float(np.percentile(usable, q))) if usable.size else None for q in (2.5, 97.5)]


def said(value: float) -> float | None:
    """Return a figure as it is printed."""
    return None if value != value else round(value, DIGITS)
