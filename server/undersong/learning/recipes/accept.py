"""The recipe of `accept`: will a suggestion that is about to be shown be taken?

The first release learns from replay: files of permissive repositories are typed once more, a suggestion counts as taken
when its first line is how the line really went on (`undersong.learning.replayed`). A person's own outcomes take over
when there are enough of them. What is maximised is never acceptance alone, which breeds short certainties, but the
characters that a person keeps, less what it costs to read a wrong text.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import BadInput, TooFewExamples
from undersong.learning.material.dataset import Candidate, Dataset, row_of
from undersong.learning.recipes.base import Recipe
from undersong.learning.replayed import read_offers
from undersong.source.showing import SHOWING, break_even

Numbers = NDArray[np.float64]

# What may only raise the probability: without that limit trees learn the quirks of a repository.
MONOTONE = {"confidence": 1, "mean_logprob": 1, "least_logprob": 1, "agreement": 1, "taken_of_three": 1}
# What a wrong showing costs, in characters: one second of a person who types 240 keys a minute. In CUPS a refused text
# of up to 60 characters stood for 0.6 to 0.9 s in the fastest quarter of cases, whatever its length, and for 1.9 s in
# the middle; part of that is thinking that happens anyway.
WRONG_COST = 4.0
# Of what is shown, at least so much should be right on repositories left out: a person who is wrong-footed every other
# time looks away, and then nothing is kept.
LEAST_PRECISION = 0.70
# The product's goal is told at this coverage.
COVERAGE = 0.70
# From nothing it takes some hundreds of shown items; a correction of a release says something at fifty.
LEAST_ROWS, LEAST_CORRECTIONS = 500, 50
# What the model has to beat.
BASELINE = "confidence"


class AcceptRecipe(Recipe):
    """Boosted trees, sigmoid-calibrated on repositories (or sessions) left out."""

    name: ClassVar[str] = "accept"
    features: ClassVar[tuple[str, ...]] = SHOWING

    def prior(self, folder: Path) -> Dataset:
        """Read a folder of replayed suggestions, one file a repository."""
        paths = sorted(folder.glob("*.jsonl"))
        if not paths:
            raise BadInput(str(folder), "holds no replayed suggestions", "replay repositories into it first")
        tables = [read_offers(path) for path in paths]
        pairs = [(name, row) for name, _, rows in tables for row in rows]
        return Dataset(
            features=self.features,
            rows=tuple(row_of(row.features, self.features) for _, row in pairs),
            labels=tuple(float(row.is_taken) for _, row in pairs),
            weights=(1.0,) * len(pairs),
            groups=tuple(name for name, _ in pairs),
            times_ms=(0,) * len(pairs),
            sources=tuple({"name": name, "licence": licence, "rows": len(rows)} for name, licence, rows in tables),
        )

    def train(self, dataset: Dataset, seed: int, base: bytes | None = None) -> Candidate:
        """Learn trees, or a correction of `base`."""
        least = LEAST_ROWS if base is None else LEAST_CORRECTIONS
        if len(dataset) < least or not 0 < dataset.positives < len(dataset):
            raise TooFewExamples(self.name, min(len(dataset), dataset.positives * 2), least)
        if base is not None:
            from undersong.learning.recipes.correction import correct

            return correct(self.name, dataset, base)
        return from_nothing(self.name, dataset, seed)


def from_nothing(name: str, dataset: Dataset, seed: int) -> Candidate:
    """Fit, calibrate, choose the floor and export."""
    from undersong.learning.material.boosted import Shape, export, fit, scores_of
    from undersong.learning.material.scoring import auc

    fitted = fit(dataset, Shape(trees=160, leaves=10, rate=0.06, least_rows=40, monotone=MONOTONE), seed)
    labels, chars, sure = np.array(dataset.labels), column(dataset, "chars"), column(dataset, BASELINE)
    enter = least_enter(fitted.unseen, labels, chars)
    scores = {
        **scores_of(fitted, dataset, seed),
        "auc_baseline": round(auc(sure, labels), 4),
        "precision_at_70_coverage": round(precision_at(fitted.unseen, labels, COVERAGE), 4),
        "precision_at_70_coverage_baseline": round(precision_at(sure, labels, COVERAGE), 4),
        **shown_scores(fitted.unseen, labels, chars, enter),
        **{f"{name}_ungated": value for name, value in all_shown(labels, chars).items()},
    }
    thresholds = {"enter": enter, "wrong_cost": WRONG_COST}
    return Candidate(name, export(fitted, dataset), dataset.features, thresholds, scores, dataset.summary())


def least_enter(probabilities: Numbers, labels: Numbers, chars: Numbers) -> float:
    """Return the least probability at which anything is shown, however long it is.

    Length decides most (`break_even`); this floor is as low as the precision that people need allows.
    """
    pays = is_worth(probabilities, chars)
    for enter in np.arange(0.0, 1.0, 0.01):
        shown = pays & (probabilities >= enter)
        if not shown.any() or labels[shown].mean() >= LEAST_PRECISION:
            return round(float(enter), 2)
    return 1.0


def is_worth(probabilities: Numbers, chars: Numbers) -> NDArray[np.bool_]:
    """Return what is likely enough for its length."""
    return probabilities >= np.array([break_even(length, WRONG_COST) for length in chars])


def rewards(labels: Numbers, chars: Numbers) -> Numbers:
    """Return what showing each is worth in characters: those kept less a key, or the cost of a wrong one."""
    worth: Numbers = labels * (chars - 1) - (1 - labels) * WRONG_COST
    return worth


def shown_scores(probabilities: Numbers, labels: Numbers, chars: Numbers, enter: float) -> dict[str, float]:
    """Return what a person would live with at a floor: how much is shown, how much of it right, what is kept."""
    shown = is_worth(probabilities, chars) & (probabilities >= enter)
    kept, whole = labels * chars, float(labels @ chars)
    return {
        "shown_share": round(float(shown.mean()), 4),
        "shown_precision": round(float(labels[shown].mean()), 4) if shown.any() else 0.0,
        "kept_share": round(float(kept[shown].sum()) / whole, 4) if whole else 0.0,
        "reward_per_offer": round(float(rewards(labels, chars)[shown].sum()) / len(labels), 4),
    }


def all_shown(labels: Numbers, chars: Numbers) -> dict[str, float]:
    """Return what it would be like without a gate."""
    return {"precision": round(float(labels.mean()), 4), "reward": round(float(rewards(labels, chars).mean()), 4)}


def precision_at(probabilities: Numbers, labels: Numbers, coverage: float) -> float:
    """Return how many are taken of the share of suggestions that ranks highest."""
    best = np.argsort(-probabilities, kind="stable")[: max(1, round(coverage * len(labels)))]
    return float(labels[best].mean())


def risk_coverage(probabilities: Numbers, labels: Numbers, coverages: Sequence[float]) -> dict[float, float]:
    """Return the share of wrong suggestions at each coverage."""
    return {coverage: 1 - precision_at(probabilities, labels, coverage) for coverage in coverages}


def column(dataset: Dataset, name: str) -> Any:
    """Return one feature of all rows."""
    at = dataset.features.index(name)
    return np.array([row[at] for row in dataset.rows])
