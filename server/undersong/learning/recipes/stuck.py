"""The recipe of `stuck`: does run after run bring no new passing test?

Examples are code states of Penn CS1 students, labelled by what came after: none of the next five passed more tests.
All features count runs and shares of tests, so that a test run in any editor gives them. More failing can only raise
the probability: without that limit trees learn which homework a row is from (AUC 0.77 instead of 0.71 on students not
seen), which tells nothing about other people's code.
"""

from pathlib import Path
from typing import ClassVar

from undersong.detectors.stuck import LEAST_STREAK
from undersong.domain.errors import TooFewExamples
from undersong.learning.material.dataset import Candidate, Dataset, row_of
from undersong.learning.recipes.base import Recipe
from undersong.learning.recipes.penn_cs1 import PennRow, penn_rows
from undersong.learning.studies.penn import LICENCE

MONOTONE = {
    "fail_streak": 1,
    "same_error_streak": 1,
    "same_result_streak": 1,
    "broken_streak": 1,
    "rises_recent": -1,
    "error_quotient": 1,
    "repeated_error_density": 1,
    "fall_share": 1,
    "best_share": 1,
    "runs_a_rise": 1,
}
# The share of rows followed by progress that may raise an alarm; `enter` is chosen for it on people not seen.
FALSE_ALARMS = 0.10
# Of cut-offs that do equally well on one's own windows, the one nearest to this is taken.
ENTER = 0.5
HYSTERESIS = 0.15
# From nothing it takes some hundreds of rows; a correction of a release begins to say something at twenty.
LEAST_ROWS, LEAST_CORRECTIONS = 500, 20
# The fail streak alone: what the model has to beat.
BASELINE = "fail_streak"


class StuckRecipe(Recipe):
    """Boosted trees with monotone limits, sigmoid-calibrated on people left out."""

    name: ClassVar[str] = "stuck"
    features: ClassVar[tuple[str, ...]] = tuple(MONOTONE)

    def prior(self, folder: Path) -> Dataset:
        """Read the Penn CS1 folder."""
        return dataset_of(list(penn_rows(folder)), self.features)

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
    """Fit, calibrate, choose the cut-offs and export."""
    import numpy as np

    from undersong.learning.material.boosted import Shape, export, fit, scores_of, usual
    from undersong.learning.material.scoring import auc
    from undersong.learning.validation import best_cut

    fitted = fit(dataset, Shape(trees=120, leaves=8, rate=0.06, least_rows=60, monotone=MONOTONE), seed)
    labels = np.array(dataset.labels)
    streaks = np.array([row[dataset.features.index(BASELINE)] for row in dataset.rows])
    # The detector says nothing under three runs in vain, so the budget of false alarms is spent above them.
    told = np.where(streaks >= LEAST_STREAK, fitted.unseen, 0.0)
    if dataset.is_public:
        enter = round(float(np.quantile(told[labels < 0.5], 1 - FALSE_ALARMS)), 4)
    else:
        # Of one's own windows most are far from any alarm, so a share of them would put the cut-off anywhere.
        enter = best_cut(fitted.unseen, labels, np.array(dataset.weights), ENTER)
    alarms = told >= enter
    scores = {
        **scores_of(fitted, dataset, seed),
        "auc_baseline": round(auc(streaks, labels), 4),
        "alarm_precision": round(float(labels[alarms].mean()), 4),
        "alarm_recall": round(float(labels @ alarms / labels.sum()), 4),
    }
    thresholds = {"enter": enter, "leave": round(max(enter - HYSTERESIS, 0.0), 4), **usual(dataset, streaks == 0)}
    return Candidate(name, export(fitted, dataset), dataset.features, thresholds, scores, dataset.summary())


def dataset_of(rows: list[PennRow], features: tuple[str, ...]) -> Dataset:
    """Return rows of the public data set as Examples."""
    return Dataset(
        features=features,
        rows=tuple(row_of(row.features, features) for row in rows),
        labels=tuple(float(row.is_stuck) for row in rows),
        weights=(1.0,) * len(rows),
        groups=tuple(row.person for row in rows),
        times_ms=(0,) * len(rows),
        sources=({"name": "Penn CS1 (SERI-CS/iticse24-error-measures)", "licence": LICENCE, "rows": len(rows)},),
    )
