"""The recipe of `accept`."""

import random
from pathlib import Path

import pytest

pytest.importorskip("sklearn")

import numpy as np

from undersong.domain.errors import BadInput, TooFewExamples
from undersong.learning.material.served import served
from undersong.learning.recipes.accept import (
    LEAST_PRECISION,
    WRONG_COST,
    AcceptRecipe,
    figures,
    is_worth,
    least_enter,
    precision_at,
    rewards,
    risk_coverage,
    with_bare_rows,
)
from undersong.learning.replayed import Replayed, write_offers
from undersong.source.showing import SHOWING

pytestmark = pytest.mark.train


def folder_with(path: Path, repositories: int = 6, rows: int = 160) -> Path:
    """Suggestions whose confidence is right about them, and whose length says nothing."""
    for number in range(repositories):
        chance = random.Random(number)
        table = []
        for _ in range(rows):
            confidence, chars = chance.random(), chance.randint(1, 40)
            is_taken = chance.random() < confidence
            features = {"confidence": confidence, "chars": float(chars), "indent": float(chance.randint(0, 8))}
            table.append(Replayed(features, is_taken, chars * is_taken))
        write_offers(path / f"{number}.jsonl", f"someone/thing-{number}", "MIT", table)
    return path


def test_a_folder_of_tables_is_read_with_repositories_as_groups(tmp_path: Path) -> None:
    dataset = AcceptRecipe().prior(folder_with(tmp_path, 2, 10))

    assert dataset.features == SHOWING
    assert set(dataset.groups) == {"someone/thing-0", "someone/thing-1"}
    assert [source["rows"] for source in dataset.sources] == [10, 10]
    assert dataset.is_public


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no replayed suggestions"):
        AcceptRecipe().prior(tmp_path)


def test_what_decides_is_learned_and_served_as_it_was_learned(tmp_path: Path) -> None:
    dataset = AcceptRecipe().prior(folder_with(tmp_path))
    candidate = AcceptRecipe().train(dataset, 7)

    assert candidate.scores["auc"] > 0.75
    assert candidate.scores["ece"] < 0.06
    assert candidate.thresholds["wrong_cost"] == WRONG_COST
    sure = np.array([row[dataset.features.index("confidence")] for row in dataset.rows])
    said = served(candidate.onnx, dataset.rows)
    assert said[sure > 0.9].mean() > 0.75
    assert said[sure < 0.1].mean() < 0.25


def test_what_events_do_not_know_can_be_done_without(tmp_path: Path) -> None:
    dataset = AcceptRecipe().prior(folder_with(tmp_path))
    whole = with_bare_rows(dataset, 7)

    bare = dict(zip(whole.features, whole.rows[-1], strict=True))
    assert len(whole) == 1.25 * len(dataset)
    assert whole.rows[: len(dataset)] == dataset.rows
    assert {name for name, value in bare.items() if value == value} == {"confidence", "chars"}


def test_more_confidence_never_lowers_the_probability(tmp_path: Path) -> None:
    dataset = AcceptRecipe().prior(folder_with(tmp_path))
    candidate = AcceptRecipe().train(dataset, 7)
    row = [float("nan")] * len(SHOWING)
    rows = []
    for step in range(21):
        row[SHOWING.index("confidence")] = step / 20
        rows.append(tuple(row))

    assert (np.diff(served(candidate.onnx, rows)) >= -1e-6).all()


def test_too_few_rows_or_one_kind_alone_teach_nothing(tmp_path: Path) -> None:
    dataset = AcceptRecipe().prior(folder_with(tmp_path, 5, 20))

    with pytest.raises(TooFewExamples):
        AcceptRecipe().train(dataset, 7)


def test_a_release_is_corrected_by_one_persons_outcomes(tmp_path: Path) -> None:
    dataset = AcceptRecipe().prior(folder_with(tmp_path))
    base = AcceptRecipe().train(dataset, 7)
    # A person who takes half of what others would take.
    chance = random.Random(3)
    pickier = tuple(label * float(chance.random() < 0.5) for label in dataset.labels)
    own = AcceptRecipe().train(type(dataset)(**{**vars_of(dataset), "labels": pickier}), 7, base.onnx)

    assert served(own.onnx, dataset.rows).mean() < 0.75 * served(base.onnx, dataset.rows).mean()


def vars_of(dataset: object) -> dict[str, object]:
    return {name: getattr(dataset, name) for name in ("features", "rows", "labels", "weights", "groups", "times_ms")}


def test_what_is_kept_counts_and_not_how_often_something_is_taken() -> None:
    labels, chars = np.array([1.0, 0.0]), np.array([11.0, 30.0])

    assert rewards(labels, chars).tolist() == [10.0, -WRONG_COST]


def test_a_short_text_is_worth_showing_only_when_it_is_likely() -> None:
    assert is_worth(np.array([0.6, 0.6, 0.2]), np.array([2.0, 9.0, 40.0])).tolist() == [False, True, True]


def test_the_floor_is_as_low_as_the_precision_allows() -> None:
    probabilities = np.repeat([0.3, 0.6, 0.9], 100)
    labels = np.concatenate([np.arange(100) < share for share in (30, 60, 90)]).astype(float)
    chars = np.full(300, 40.0)
    enter = least_enter(probabilities, labels, chars)

    assert 0.3 < enter <= 0.6
    assert figures(probabilities, labels, chars, probabilities, enter)["shown_precision"] >= LEAST_PRECISION


def test_what_a_person_would_live_with_is_told_beside_the_rule() -> None:
    labels, chars = np.array([1.0, 1.0, 0.0]), np.array([11.0, 2.0, 20.0])
    told = figures(np.array([0.9, 0.5, 0.1]), labels, chars, np.array([0.9, 0.2, 0.5]), 0.2)

    assert (told["shown_share"], told["shown_precision"], told["kept_share"]) == (0.3333, 1.0, 0.8462)
    assert (told["reward_per_offer"], told["reward_per_offer_rule"], told["reward_per_offer_ungated"]) == (
        3.3333,
        2.0,
        2.3333,
    )


def test_precision_and_risk_are_of_what_ranks_highest() -> None:
    probabilities, labels = np.array([0.9, 0.8, 0.2, 0.1]), np.array([1.0, 1.0, 0.0, 0.0])

    assert precision_at(probabilities, labels, 0.5) == 1.0
    assert risk_coverage(probabilities, labels, (0.5, 1.0)) == {0.5: 0.0, 1.0: 0.5}
