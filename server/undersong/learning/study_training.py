"""A release from a study: judged on people left out, learned from all, and refused where the labels cannot be right."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import LearningError, TooFewExamples, TooFewOfAKind
from undersong.learning.evaluation import columns_of, cross_validated
from undersong.learning.judgement import SEED, judgement
from undersong.learning.material.dataset import Candidate, Dataset
from undersong.learning.material.scoring import auc, auc_interval
from undersong.learning.studies.base import Fault, Study, StudyRows

Numbers = NDArray[np.float64]

# The share of negative rows that may be told as positive; `enter` is chosen for it on people left out.
FALSE_ALARMS = 0.10
HYSTERESIS = 0.15
# Under so many rows, or so many of the rarer kind, nothing is learned.
LEAST_ROWS, LEAST_RARER = 100, 20


class LabelsContradict(LearningError):
    """The trivial rule is wrong more often than chance, which happens when labels are turned round."""

    def __init__(self, task: str, auc: float, base_rate: float) -> None:
        super().__init__(
            f"{task} was not trained: the trivial rule scores {auc:.2f} where 0.5 is chance, and {base_rate:.0%} of "
            "the rows are positive, as when labels are turned round; check the columns that the labels come from."
        )
        self.task, self.auc, self.base_rate = task, auc, base_rate


@dataclass(frozen=True)
class Learned:
    """What a training on a study gives: the candidate, its figures on people left out, and what was not used."""

    candidate: Candidate
    figures: Mapping[str, Any]
    faults: tuple[Fault, ...]


def learn(study: Study, folder: Path, seed: int) -> Learned:
    """Return a candidate made from every row, with the figures of models that did not see the people judged.

    Raises
    ------
    TooFewExamples, TooFewOfAKind
        There is too little to learn from.
    LabelsContradict
        The labels say the opposite of what the trivial rule says.
    """
    rows = study.read(folder)
    dataset = columns_of(rows.dataset, study.features)
    require_enough(study, dataset)
    require_sense(study, rows)
    unseen = cross_validated(study, rows, seed)
    figures = judgement(study.task, study.layout, rows, unseen)
    fitted = study.fit(dataset, seed)
    onnx = fitted.onnx()
    parity = require_parity(onnx, dataset, fitted.probabilities)
    labels = np.array(dataset.labels) > 0.5
    enter = round(float(np.quantile(unseen[~labels], 1 - FALSE_ALARMS)), 4)
    thresholds = {"enter": enter, "leave": round(max(enter - HYSTERESIS, 0.0), 4)}
    scores = {**scores_of(figures), "parity": parity, **study.extras(folder)}
    summary = {**dataset.summary(), "layout": study.layout, "faults": len(rows.faults)}
    return Learned(Candidate(study.task, onnx, dataset.features, thresholds, scores, summary), figures, rows.faults)


def require_enough(study: Study, dataset: Dataset) -> None:
    """Raise where too little was recorded, or one of the two kinds is all but missing."""
    name = f"{study.task} on {study.layout}"
    if len(dataset) < LEAST_ROWS:
        raise TooFewExamples(name, len(dataset), LEAST_ROWS)
    rarer = min(dataset.positives, len(dataset) - dataset.positives)
    if rarer < LEAST_RARER:
        raise TooFewOfAKind(name, rarer, len(dataset), LEAST_RARER)


def require_sense(study: Study, rows: StudyRows) -> None:
    """Raise `LabelsContradict` when the trivial rule is worse than chance.

    It has to be so over the whole of its interval, which a few people leave wide; or at all, where the kind that is
    the rarer one elsewhere is the more frequent one here.
    """
    baseline, labels = np.array(rows.baseline), (np.array(rows.dataset.labels) > 0.5).astype(np.float64)
    trivial, (_, high) = auc(baseline, labels), auc_interval(baseline, labels, rows.dataset.groups, SEED)
    base_rate = float(labels.mean())
    is_turned = (base_rate > 0.5) == study.is_rare
    if high < 0.5 or (trivial < 0.5 and is_turned):
        raise LabelsContradict(f"{study.task} on {study.layout}", trivial, base_rate)


def require_parity(onnx: bytes, dataset: Dataset, trained: Any) -> float:
    """Return the largest difference between what was trained and what is served; raises where it is too large."""
    from undersong.learning.material.served import PARITY_ROWS, check_parity

    chosen = dataset.rows[:PARITY_ROWS]
    return check_parity(onnx, np.array(chosen, np.float32), trained(chosen))


def scores_of(figures: Mapping[str, Any]) -> dict[str, float]:
    """Return the figures as a manifest keeps them: numbers alone, an interval as its two ends."""
    low, high = figures["auc_interval"]
    names = ("auc", "ap", "brier", "ece", "ece_perfect_95", "auc_baseline", "lost_accepts_at_quarter")
    kept = {name: figures[name] for name in names if figures.get(name) is not None}
    ends = {"auc_low": low, "auc_high": high}
    base_rate = round(figures["positives"] / figures["n"], 4)
    return {**kept, **{name: end for name, end in ends.items() if end is not None}, "base_rate": base_rate}
