from collections import Counter

import numpy as np
import pytest

from builders.study import Told, told_rows
from undersong.domain.errors import BadInput, TooFewPeople
from undersong.learning.evaluation import (
    FOLDS,
    columns_of,
    cross_validated,
    fold_at_random,
    fold_of,
    folded,
    seen_among,
)


def test_nobody_is_judged_by_a_model_that_learned_from_them() -> None:
    rows = told_rows()
    study = Told(rows)

    cross_validated(study, rows, seed=7)

    everyone = set(rows.dataset.groups)
    left_out = [everyone - learned for learned in study.learned_from]
    assert len(study.learned_from) == FOLDS
    assert sorted(person for people in left_out for person in people) == sorted(everyone)


def test_a_random_split_puts_people_on_both_sides() -> None:
    rows = told_rows()
    study = Told(rows)

    folded(study, rows.dataset, fold_at_random(len(rows.keys), 7), seed=7)

    assert all(learned == set(rows.dataset.groups) for learned in study.learned_from)


def test_folds_are_of_about_equal_size_and_the_same_for_a_seed() -> None:
    people = [f"P{n}" for n in range(12) for _ in range(1 + 10 * (n % 4))]

    fold = fold_of(people, 7)

    sizes = Counter(fold.tolist())
    assert max(sizes.values()) - min(sizes.values()) <= 31
    assert (fold == fold_of(people, 7)).all()
    assert all(len({one for one, person in zip(fold, people, strict=True) if person == name}) == 1 for name in people)


def test_fewer_people_than_folds_are_too_few() -> None:
    rows = told_rows(people=FOLDS - 1)

    with pytest.raises(TooFewPeople, match="4 people"):
        cross_validated(Told(rows), rows, seed=7)


def test_columns_come_in_the_order_asked_for_and_lacking_ones_are_named() -> None:
    dataset = told_rows(people=1, each=2).dataset

    turned = columns_of(dataset, ("noise", "strength"))

    assert [row[::-1] for row in turned.rows] == list(dataset.rows)
    with pytest.raises(BadInput, match="does not give pace"):
        columns_of(dataset, ("pace",))


def test_people_that_a_release_learned_from_are_known_again() -> None:
    dataset = told_rows(people=4).dataset
    digests = list(dataset.group_digests().values())

    assert seen_among(dataset, digests[:3]) == 3
    assert seen_among(told_rows(people=4, seed=8).dataset, digests) == 0


def test_the_first_column_tells_the_kinds_apart_on_people_left_out() -> None:
    rows = told_rows()

    said = cross_validated(Told(rows), rows, seed=7)

    labels = np.array(rows.dataset.labels) > 0.5
    assert said[labels].mean() > said[~labels].mean() + 0.2
