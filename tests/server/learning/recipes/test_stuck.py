from dataclasses import replace
from pathlib import Path

import pytest

from builders.penn import write_penn
from undersong.domain.errors import TooFewExamples
from undersong.learning.material.dataset import PRIVATE, Candidate, Dataset
from undersong.learning.recipes.stuck import HYSTERESIS, StuckRecipe

pytest.importorskip("sklearn", reason="needs the training environment")
pytestmark = pytest.mark.train

from undersong.learning.material.served import served  # noqa: E402


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return StuckRecipe().prior(write_penn(tmp_path_factory.mktemp("penn"), people=14))


@pytest.fixture(scope="module")
def candidate(dataset: Dataset) -> Candidate:
    return StuckRecipe().train(dataset, seed=7)


def test_a_seed_gives_the_same_candidate(dataset: Dataset, candidate: Candidate) -> None:
    assert StuckRecipe().train(dataset, seed=7) == candidate


def test_it_learns_what_standing_still_looks_like(candidate: Candidate) -> None:
    assert candidate.scores["auc"] > 0.6
    assert candidate.scores["auc_low"] <= candidate.scores["auc"] <= candidate.scores["auc_high"]
    assert 0 < candidate.scores["auc_baseline"] < 1


def test_the_cut_off_keeps_the_budget_of_false_alarms(dataset: Dataset, candidate: Candidate) -> None:
    said = served(candidate.onnx, dataset.rows)
    calm = [p for p, label in zip(said, dataset.labels, strict=True) if label == 0]

    assert candidate.thresholds["leave"] == pytest.approx(candidate.thresholds["enter"] - HYSTERESIS)
    assert sum(p >= candidate.thresholds["enter"] for p in calm) / len(calm) < 0.15


def test_more_runs_in_vain_never_lower_the_probability(candidate: Candidate) -> None:
    columns = candidate.features
    rows = [[float(n) if name == "fail_streak" else 0.5 for name in columns] for n in range(12)]
    said = served(candidate.onnx, rows).tolist()

    assert said == sorted(said)


def test_the_manifest_knows_its_people_by_their_rows(dataset: Dataset, candidate: Candidate) -> None:
    assert set(candidate.dataset["seen"]) == set(dataset.group_digests().values())
    assert candidate.dataset["sources"][0]["licence"] == "MIT"


def test_a_handful_of_rows_is_not_enough(dataset: Dataset) -> None:
    with pytest.raises(TooFewExamples, match="2 of 500 labelled examples"):
        StuckRecipe().train(dataset.chosen(range(30)), seed=7)


def test_a_few_rows_correct_the_release_in_service(dataset: Dataset, candidate: Candidate) -> None:
    corrected = StuckRecipe().train(dataset.chosen(range(0, 400, 8)), seed=7, base=candidate.onnx)

    assert corrected.onnx != candidate.onnx
    assert corrected.features == candidate.features
    assert set(corrected.scores) == {"slope", "shift"}


def test_rows_of_one_kind_teach_nothing(dataset: Dataset, candidate: Candidate) -> None:
    calm = dataset.chosen(i for i, label in enumerate(dataset.labels) if label == 0)

    with pytest.raises(TooFewExamples):
        StuckRecipe().train(calm, seed=7, base=candidate.onnx)


def test_another_folder_is_the_persons_mistake(tmp_path: Path) -> None:
    from undersong.domain.errors import BadInput

    with pytest.raises(BadInput):
        StuckRecipe().prior(tmp_path)


def test_on_ones_own_windows_the_cut_off_lies_where_it_tells_most(dataset: Dataset) -> None:
    """Nine windows in ten of one's own are far from any alarm; a share of them is no cut-off."""
    calm = tuple(0.0 for _ in StuckRecipe.features)
    rows, labels = [*dataset.rows, *[calm] * 9 * len(dataset)], [*dataset.labels, *[0.0] * 9 * len(dataset)]
    many = len(rows)
    own = replace(
        dataset,
        rows=tuple(rows),
        labels=tuple(labels),
        weights=(1.0,) * many,
        groups=tuple(f"day {n % 20}" for n in range(many)),
        times_ms=(0,) * many,
        sources=({"name": "windows", "licence": PRIVATE, "rows": many},),
    )

    made = StuckRecipe().train(own, seed=7)

    told = served(made.onnx, own.rows) >= made.thresholds["enter"]
    assert made.thresholds["enter"] > 0
    assert made.thresholds["leave"] >= 0
    assert 0 < told.mean() < 0.2


def test_a_column_of_which_nothing_is_known_changes_nothing(dataset: Dataset, candidate: Candidate) -> None:
    lost = StuckRecipe.features.index("error_quotient")
    rows = tuple((*row[:lost], float("nan"), *row[lost + 1 :]) for row in dataset.rows)

    made = StuckRecipe().train(replace(dataset, rows=rows), seed=7)

    assert made.scores["auc"] > 0.6
    assert made.features == candidate.features
