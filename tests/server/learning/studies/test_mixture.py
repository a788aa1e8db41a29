from dataclasses import replace
from pathlib import Path

import pytest

from builders.penn import write_penn
from undersong.domain.errors import TooFewExamples
from undersong.learning.material.dataset import Dataset
from undersong.learning.studies.penn import PennStuck

pytest.importorskip("sklearn", reason="needs the training environment")
pytestmark = pytest.mark.train

import numpy as np  # noqa: E402

from undersong.learning.material.scoring import auc, ece  # noqa: E402
from undersong.learning.material.served import PARITY, served  # noqa: E402
from undersong.learning.studies.mixture import FOLDS, Mixture, Shape, filled, fit, folds_of, rounded_down  # noqa: E402

SMALL = Shape(boosted=20, randomised=20)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return PennStuck().read(write_penn(tmp_path_factory.mktemp("penn"), people=20)).dataset


@pytest.fixture(scope="module")
def mixture(dataset: Dataset) -> Mixture:
    return fit(dataset, 7, SMALL)


def test_the_graph_says_what_the_model_says(dataset: Dataset, mixture: Mixture) -> None:
    said = served(mixture.onnx(), dataset.rows)

    assert np.abs(said - mixture.probabilities(dataset.rows)).max() <= PARITY


def test_a_row_with_nothing_known_has_a_probability_too(dataset: Dataset, mixture: Mixture) -> None:
    unknown = [[float("nan")] * len(dataset.features)]

    assert 0 < served(mixture.onnx(), unknown)[0] < 1
    assert served(mixture.onnx(), unknown)[0] == pytest.approx(mixture.probabilities(unknown)[0], abs=PARITY)


def test_a_seed_gives_the_same_graph(dataset: Dataset, mixture: Mixture) -> None:
    assert fit(dataset, 7, SMALL).onnx() == mixture.onnx()
    assert fit(dataset, 8, SMALL).onnx() != mixture.onnx()


def test_it_ranks_people_it_never_saw_and_its_probabilities_hold(dataset: Dataset) -> None:
    unseen = [n for n, person in enumerate(dataset.groups) if person in ("P0", "P1", "P2", "P3", "P4")]
    others = [n for n in range(len(dataset)) if n not in set(unseen)]

    said = fit(dataset.chosen(others), 7, SMALL).probabilities(dataset.chosen(unseen).rows)

    labels = np.array(dataset.chosen(unseen).labels)
    assert auc(said, labels) > 0.6
    assert ece(said, labels) < 0.15


def test_folds_never_part_a_person(dataset: Dataset) -> None:
    for train, test in folds_of(dataset, 7, FOLDS):
        assert not {dataset.groups[n] for n in train} & {dataset.groups[n] for n in test}


def test_what_is_not_known_is_taken_as_a_number_in_randomised_trees() -> None:
    assert filled(np.array([[np.nan, 2.0]], np.float32)).tolist() == [[-1.0, 2.0]]


def test_a_threshold_is_never_rounded_up() -> None:
    assert rounded_down(0.1) <= 0.1 < rounded_down(0.1) + 1e-8
    assert rounded_down(0.5) == 0.5


def test_one_person_or_one_class_or_a_handful_of_rows_is_not_enough(dataset: Dataset) -> None:
    alone = dataset.chosen(n for n, person in enumerate(dataset.groups) if person == "P0")
    calm = replace(dataset, labels=(0.0,) * len(dataset))

    for too_little in (alone, calm, dataset.chosen(range(3))):
        with pytest.raises(TooFewExamples):
            fit(too_little, 7, SMALL)


def test_an_unsure_answer_weighs_less(dataset: Dataset, mixture: Mixture, tmp_path: Path) -> None:
    sure = fit(replace(dataset, weights=(1.0,) * len(dataset)), 7, SMALL)

    assert {0.2, 1.0} <= {round(weight, 1) for weight in dataset.weights}
    assert np.abs(sure.probabilities(dataset.rows) - mixture.probabilities(dataset.rows)).max() > 0.01
