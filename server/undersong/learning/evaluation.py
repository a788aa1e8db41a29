"""How good a study's model is on people that it never saw: cross-validation over people, or a release on a folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import BadInput, TooFewPeople
from undersong.learning.material.dataset import Dataset
from undersong.learning.studies.base import Study, StudyRows

Numbers = NDArray[np.float64]

FOLDS = 5


def cross_validated(study: Study, rows: StudyRows, seed: int) -> Numbers:
    """Return what models say of rows whose people they never saw; each person is left out once, whole.

    Raises
    ------
    TooFewPeople
        There are fewer people than folds.
    TooFewExamples
        A fold has nothing to learn from.
    """
    dataset = columns_of(rows.dataset, study.features)
    people = sorted(set(dataset.groups))
    if len(people) < FOLDS:
        raise TooFewPeople(f"{study.task} on {study.layout}", len(people), FOLDS)
    return folded(study, dataset, fold_of(dataset.groups, seed), seed)


def folded(study: Study, dataset: Dataset, fold: NDArray[np.int64], seed: int) -> Numbers:
    """Return what the model of the other folds says of each row."""
    probabilities = np.zeros(len(dataset))
    for left_out in range(FOLDS):
        test = np.flatnonzero(fold == left_out)
        learned = dataset.chosen(np.flatnonzero(fold != left_out).tolist())
        fitted = study.fit(learned, seed)
        probabilities[test] = fitted.probabilities([dataset.rows[i] for i in test])
    return probabilities


def fold_of(people: Sequence[str], seed: int) -> NDArray[np.int64]:
    """Return the fold of each row: people are shuffled and dealt, those with most rows first, to the smallest fold."""
    names, person, rows = np.unique(people, return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(-rows[order], kind="stable")]
    size, dealt = np.zeros(FOLDS, np.int64), np.zeros(len(names), np.int64)
    for one in order:
        dealt[one] = int(np.argmin(size))
        size[dealt[one]] += rows[one]
    folds: NDArray[np.int64] = dealt[person]
    return folds


def fold_at_random(rows: int, seed: int) -> NDArray[np.int64]:
    """Return a fold for each row by itself: a person lies on both sides, so what is judged that way flatters."""
    return np.random.default_rng(seed).permutation(rows) % FOLDS


def columns_of(dataset: Dataset, names: Sequence[str]) -> Dataset:
    """Return the data set with these columns alone, in this order; raises `BadInput` for one that it lacks."""
    lacking = [name for name in names if name not in dataset.features]
    if lacking:
        finding = f"does not give {', '.join(lacking[:3])}"
        raise BadInput("The data set", finding, "judge the release on a folder of the layout that it was trained on")
    places = [dataset.features.index(name) for name in names]
    return replace(dataset, features=tuple(names), rows=tuple(tuple(row[at] for at in places) for row in dataset.rows))


def rows_for(release_features: Sequence[str], study: Study, rows: StudyRows, folder: Path) -> Dataset:
    """Return the study's rows as a release wants them.

    A release made of what any editor gives (`undersong train --prior`) finds its columns where its recipe reads the
    same rows; raises `BadInput` where neither gives them.
    """
    from undersong.learning.recipes.catalog import RECIPES

    if set(release_features) <= set(rows.dataset.features) or study.task not in RECIPES:
        return columns_of(rows.dataset, release_features)
    lived = RECIPES[study.task].prior(folder)
    is_same = (lived.groups, lived.labels) == (rows.dataset.groups, rows.dataset.labels)
    return columns_of(lived if is_same else rows.dataset, release_features)


def seen_among(dataset: Dataset, known: Sequence[str]) -> int:
    """Return how many of the people a release learned from, by the digests that its manifest keeps."""
    kept = set(known)
    return sum(digest in kept for digest in dataset.group_digests().values())
