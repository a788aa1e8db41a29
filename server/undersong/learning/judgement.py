"""A study's predictions in figures: how well they rank, how far that can be trusted, and how well they are calibrated.

The figures are those of the yardstick with which studies are compared, under its names and with its seed, so that
both say the same of the same predictions.
"""

from typing import Any

import numpy as np

from undersong.learning.material.scoring import SAMPLES, Numbers, Whole, bins_of, brier, ece, ranked, sampled, tied
from undersong.learning.studies.base import StudyRows

SEED = 20240
DIGITS = 4


def judgement(task: str, layout: str, rows: StudyRows, probabilities: Numbers) -> dict[str, Any]:
    """Return the flat object of figures for predictions in the order of `rows`.

    ``auc_interval`` and ``ap_interval`` hold the 2.5th and 97.5th percentile over samples of people; a sample of one
    class counts nowhere. ``ece_perfect_95`` is the 95th percentile of the calibration error that probabilities which
    are exactly right would show at this number of rows. A figure that cannot be told is None.
    """
    labels = (np.array(rows.dataset.labels) > 0.5).astype(np.float64)
    chance = np.random.default_rng(SEED)
    groups, sizes = tied(probabilities)
    samples = np.array(list(sampled(groups, labels, rows.dataset.groups, chance)))
    auc, ap = ranked(groups, labels, np.ones(len(labels)))
    bins = bins_of(groups, sizes)
    worlds = [
        ece(probabilities, (chance.random(len(labels)) < probabilities).astype(np.float64), bins)
        for _ in range(SAMPLES)
    ]
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
        "brier": said(brier(probabilities, labels)),
        "ece": said(ece(probabilities, labels, bins)),
        "ece_perfect_95": said(float(np.percentile(worlds, 95))),
        "auc_baseline": said(baseline),
    }
    if task == "accept":
        figures["lost_accepts_at_quarter"] = said(lost_at_quarter(groups, sizes, labels))
    return figures


def lost_at_quarter(groups: Whole, sizes: Whole, labels: Numbers) -> float:
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
