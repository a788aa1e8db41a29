import random

import numpy as np
import pytest

from undersong.domain.errors import TooFewExamples
from undersong.learning.material.dataset import Dataset

pytestmark = pytest.mark.train
pytest.importorskip("sklearn", reason="needs the training environment")

from undersong.learning.material.served import PARITY, served  # noqa: E402
from undersong.learning.studies.blend import Shape, fit  # noqa: E402

SMALL = Shape(trees=20)
UNKNOWN = float("nan")


def made_up(people: int = 8, rows: int = 40, seed: int = 1) -> Dataset:
    """The first column tells, the second is noise, the third is mostly not known and the fourth never."""
    chance = random.Random(seed)
    values, labels, groups = [], [], []
    for person in range(people):
        for _ in range(rows):
            strength = chance.gauss(0, 1)
            third = UNKNOWN if chance.random() < 0.7 else strength
            values.append((strength, chance.gauss(0, 1), third, UNKNOWN))
            labels.append(float(chance.random() < 1 / (1 + np.exp(-2 * strength))))
            groups.append(f"P{person}")
    ones = (1.0,) * len(values)
    return Dataset(("a", "b", "c", "d"), tuple(values), tuple(labels), ones, tuple(groups), (0,) * len(values))


def test_the_same_seed_learns_the_same() -> None:
    assert fit("stuck", made_up(), 3, SMALL).onnx() == fit("stuck", made_up(), 3, SMALL).onnx()


@pytest.mark.parametrize("line", [0.0, 0.5, 1.0])
def test_what_is_served_says_what_was_learned(line: float) -> None:
    blend = fit("stuck", made_up(), 3, Shape(trees=20, line=line))
    odd = [(UNKNOWN,) * 4, (1e6, -1e6, 0.0, 3.0), *made_up(people=75, seed=2).rows[:2998]]

    assert np.max(np.abs(served(blend.onnx(), odd) - blend.probabilities(odd))) <= PARITY


def test_a_row_is_judged_by_itself() -> None:
    blend, rows = fit("stuck", made_up(), 3, SMALL), made_up(seed=2).rows[:5]

    assert [blend.probabilities([row])[0] for row in rows] == pytest.approx(blend.probabilities(rows))


def test_probabilities_rise_with_what_tells_and_fit_the_share_of_positives() -> None:
    dataset = made_up()

    blend = fit("stuck", dataset, 3, SMALL)

    low, high = blend.probabilities([(-2.0, 0.0, UNKNOWN, UNKNOWN), (2.0, 0.0, UNKNOWN, UNKNOWN)])
    assert low < 0.2 < 0.8 < high
    assert abs(blend.probabilities(dataset.rows).mean() - np.mean(dataset.labels)) < 0.05


def test_labels_by_lot_are_never_turned_round() -> None:
    dataset = made_up()
    chance = random.Random(5)
    lots = Dataset(**{**vars_of(dataset), "labels": tuple(float(chance.random() < 0.3) for _ in dataset.rows)})

    blend = fit("stuck", lots, 3, SMALL)

    assert blend.slope >= 0
    assert abs(blend.probabilities(lots.rows).mean() - 0.3) < 0.1


def vars_of(dataset: Dataset) -> dict[str, object]:
    names = ("features", "rows", "labels", "weights", "groups", "times_ms")
    return {name: getattr(dataset, name) for name in names}


def test_too_little_is_refused_by_what_is_missing() -> None:
    dataset = made_up()
    one_kind = Dataset(**{**vars_of(dataset), "labels": (0.0,) * len(dataset)})

    for few in (dataset.chosen(range(3)), dataset.chosen(range(40)), one_kind):
        with pytest.raises(TooFewExamples):
            fit("stuck", few, 3, SMALL)
