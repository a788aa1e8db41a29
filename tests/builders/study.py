"""A made-up study: people whose rows are told apart by one number, by construction and not by anybody's life."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np

from undersong.learning.material.dataset import Dataset
from undersong.learning.studies.base import Fitted, Numbers, Study, StudyRows


class Bend(Fitted):
    """Says the sigmoid of a slope times the first column."""

    def __init__(self, slope: float, middle: float) -> None:
        self.slope, self.middle = slope, middle

    def probabilities(self, rows: Sequence[Sequence[float]]) -> Numbers:
        return np.array([1 / (1 + np.exp(-self.slope * (row[0] - self.middle))) for row in rows])

    def onnx(self) -> bytes:
        import onnx
        from onnx import TensorProto, helper, numpy_helper

        # The first column alone counts, whatever stands beside it.
        weights = np.array([[self.slope], [0.0]], np.float32)
        shift = np.array([-self.slope * self.middle], np.float32)
        nodes = [
            helper.make_node("MatMul", ["rows", "weights"], ["scaled"]),
            helper.make_node("Add", ["scaled", "shift"], ["logit"]),
            helper.make_node("Sigmoid", ["logit"], ["probability"]),
        ]
        graph = helper.make_graph(
            nodes,
            "bend",
            [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, 2])],
            [helper.make_tensor_value_info("probability", TensorProto.FLOAT, [None, 1])],
            [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(shift, "shift")],
        )
        model: onnx.ModelProto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
        data: bytes = model.SerializeToString()
        return data


class Told(Study):
    """A study in memory; it remembers whose rows each model learned from."""

    task: ClassVar[str] = "stuck"
    layout: ClassVar[str] = "made_up"
    table: ClassVar[str] = "made_up.csv.gz"
    source: ClassVar[str] = "made up"
    licence: ClassVar[str] = "own"
    features: ClassVar[tuple[str, ...]] = ("strength", "noise")

    def __init__(self, rows: StudyRows) -> None:
        self.rows = rows
        self.learned_from: list[set[str]] = []

    def read(self, folder: Path) -> StudyRows:  # noqa: ARG002
        return self.rows

    def fit(self, dataset: Dataset, seed: int) -> Bend:  # noqa: ARG002
        self.learned_from.append(set(dataset.groups))
        column, labels = np.array([row[0] for row in dataset.rows]), np.array(dataset.labels) > 0.5
        return Bend(2.0, float(column[labels].mean() + column[~labels].mean()) / 2)


def told_rows(people: int = 10, each: int = 40, strength: float = 1.5, seed: int = 7, flip: bool = False) -> StudyRows:
    """Return rows in which `strength` standard deviations lie between the two kinds."""
    chance = random.Random(seed)
    rows, labels, groups, keys = [], [], [], []
    for person in range(people):
        for n in range(each):
            is_positive = chance.random() < 0.3
            rows.append((chance.gauss(strength * is_positive, 1), chance.random()))
            labels.append(float(is_positive != flip))
            groups.append(f"P{person}")
            keys.append(f"P{person}/{n}")
    n = len(rows)
    times = tuple(1 + index for index in range(n))
    dataset = Dataset(
        Told.features, tuple(rows), tuple(labels), (1.0,) * n, tuple(groups), times, ({"licence": "own"},)
    )
    return StudyRows(dataset, tuple(keys), tuple(row[0] for row in rows))
