"""The recipe of `accept`: will a suggestion that is about to be shown be taken?

The first release learns from replay: files of permissive repositories are typed once more, a suggestion counts as taken
when its first line is how the line really went on (`undersong.learning.replayed`). A person's own outcomes take over
when there are enough of them. What is maximised is never acceptance alone, which breeds short certainties, but the
characters that a person keeps, less what it costs to read a wrong text.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import BadInput, TooFewExamples
from undersong.learning.material.dataset import Candidate, Dataset, row_of
from undersong.learning.recipes.base import Recipe
from undersong.learning.replayed import read_offers
from undersong.source.showing import MOMENT, SHOWING, SIGNALS, SOURCES, break_even

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
# So many items must have been shown before a person's own outcomes say anything.
LEAST_ROWS = 500
# Events know less of a suggestion than replay does: no words, no place. This share of the replayed rows is given once
# more without what events lack, so that the trees learn to do without it.
BARE_SHARE = 0.25
IN_EVENTS = frozenset({*SIGNALS, *SOURCES, *MOMENT, "chars", "lines"})
# What the model has to beat: confidence alone, and the rule that stands in for the model.
BASELINE, SURE_ENOUGH = "confidence", 0.3


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
        if len(dataset) < LEAST_ROWS or not 0 < dataset.positives < len(dataset):
            raise TooFewExamples(self.name, min(len(dataset), dataset.positives * 2), LEAST_ROWS)
        return from_nothing(self.name, dataset, seed) if base is None else corrected(self.name, dataset, base)


def from_nothing(name: str, dataset: Dataset, seed: int) -> Candidate:
    """Fit, calibrate, choose the floor and export."""
    from undersong.learning.material.boosted import Shape, export, fit, scores_of

    shape = Shape(trees=100, leaves=8, rate=0.06, least_rows=60, monotone=MONOTONE)
    whole = fit(with_bare_rows(dataset, seed), shape, seed)
    fitted = replace(whole, unseen=whole.unseen[: len(dataset)])
    labels, chars, sure = np.array(dataset.labels), column(dataset, "chars"), column(dataset, BASELINE)
    enter = least_enter(fitted.unseen, labels, chars)
    scores = {**scores_of(fitted, dataset, seed), **figures(fitted.unseen, labels, chars, sure, enter)}
    # What the language model offers is told apart: it is what most people will see.
    by_model = ~np.isnan(column(dataset, "mean_logprob"))
    if len(set(labels[by_model])) == 2:
        told = figures(fitted.unseen[by_model], labels[by_model], chars[by_model], sure[by_model], enter)
        scores |= {f"model.{name}": value for name, value in told.items()}
    thresholds = {"enter": enter, "wrong_cost": WRONG_COST}
    return Candidate(name, export(fitted, dataset), dataset.features, thresholds, scores, dataset.summary())


def figures(said: Numbers, labels: Numbers, chars: Numbers, sure: Numbers, enter: float) -> dict[str, float]:
    """Return how well suggestions are told apart, and what a person would live with, beside confidence alone."""
    from undersong.learning.material.scoring import auc, average_precision, ece

    by_rule, kept = sure >= SURE_ENOUGH, float(labels @ chars)
    shown = is_worth(said, chars) & (said >= enter)
    told = {
        "auc": auc(said, labels),
        "auc_baseline": auc(sure, labels),
        "ap": average_precision(said, labels),
        "ece": ece(said, labels),
        "precision_at_70_coverage": precision_at(said, labels, COVERAGE),
        "precision_at_70_coverage_baseline": precision_at(sure, labels, COVERAGE),
        "shown_share": float(shown.mean()),
        "shown_precision": float(labels[shown].mean()) if shown.any() else 0.0,
        "kept_share": float((labels * chars)[shown].sum()) / kept if kept else 0.0,
        "reward_per_offer": float(rewards(labels, chars)[shown].sum()) / len(labels),
        "reward_per_offer_rule": float(rewards(labels, chars)[by_rule].sum()) / len(labels),
        "reward_per_offer_ungated": float(rewards(labels, chars).mean()),
    }
    return {name: round(value, 4) for name, value in told.items()}


def corrected(name: str, dataset: Dataset, base: bytes) -> Candidate:
    """Return a release with two numbers of the person's own behind it, and a floor that fits what it now says."""
    from undersong.learning.material.served import served
    from undersong.learning.recipes.correction import correct

    candidate = correct(name, dataset, base)
    said = served(candidate.onnx, dataset.rows)
    enter = least_enter(said, np.array(dataset.labels), column(dataset, "chars"))
    return replace(candidate, thresholds={"enter": enter, "wrong_cost": WRONG_COST})


def with_bare_rows(dataset: Dataset, seed: int) -> Dataset:
    """Return the rows, and some of them once more without what events do not know."""
    chance = random.Random(seed)
    again = dataset.chosen(chance.sample(range(len(dataset)), int(BARE_SHARE * len(dataset))))
    kept = [name in IN_EVENTS for name in dataset.features]
    bare = tuple(
        tuple(value if is_kept else float("nan") for value, is_kept in zip(row, kept, strict=True))
        for row in again.rows
    )
    columns = ("labels", "weights", "groups", "times_ms")
    joined: dict[str, Any] = {name: getattr(dataset, name) + getattr(again, name) for name in columns}
    return replace(dataset, rows=dataset.rows + bare, **joined)


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
