"""Releases behind the contract `Model`."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from undersong.domain.errors import ReleaseUnreadable
from undersong.inference.onnx import OnnxModel, probabilities
from undersong.inference.stub import Stub
from undersong.registry import read_release, shipped_folder

SHIPPED = sorted(path.parent for path in shipped_folder().glob("*/model.onnx"))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_shipped_release_gives_one_probability_a_row(folder: Path) -> None:
    model = OnnxModel(read_release(folder))
    unknown = [float("nan")] * len(model.features)

    said = model.predict([unknown, [0.0] * len(unknown), [1e9] * len(unknown)])

    assert len(said) == 3
    assert all(0.0 <= p <= 1.0 for p in said)
    assert model.predict([unknown]) == said[:1]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_no_rows_give_no_probabilities(folder: Path) -> None:
    assert OnnxModel(read_release(folder)).predict([]) == []


def test_a_threshold_comes_from_the_release_or_is_the_default() -> None:
    model = OnnxModel(read_release(shipped_folder() / "stuck"))

    assert model.threshold("enter", -1.0) > 0
    assert model.threshold("nowhere", 0.25) == 0.25


def test_a_file_that_is_no_model_is_unreadable(tmp_path: Path) -> None:
    release = read_release(shipped_folder() / "stuck")
    (tmp_path / "model.onnx").write_bytes(b"pickle me")

    with pytest.raises(ReleaseUnreadable, match="not a model that can be run"):
        OnnxModel(replace(release, folder=tmp_path))


def test_columns_that_do_not_fit_are_unreadable() -> None:
    release = read_release(shipped_folder() / "stuck")
    fewer = replace(release.manifest, features=release.manifest.features[:-1])

    with pytest.raises(ReleaseUnreadable, match="columns"):
        OnnxModel(replace(release, manifest=fewer))


@pytest.mark.parametrize(
    "outputs",
    [
        [np.array([0, 1]), np.array([[0.75, 0.25], [0.5, 0.5]], np.float32)],
        [np.array([[0.25], [0.5]], np.float32)],
        [np.array([0.25, 0.5], np.float32)],
    ],
    ids=["classifier", "regressor", "flat"],
)
def test_the_positive_class_is_found_in_every_shape_of_output(outputs: list[np.ndarray]) -> None:
    assert probabilities(outputs) == [0.25, 0.5]


def test_a_probability_never_leaves_its_range() -> None:
    assert probabilities([np.array([[-0.1], [1.1]], np.float32)]) == [0.0, 1.0]


def test_the_stand_in_keeps_the_contract_and_claims_nothing() -> None:
    stub = Stub("stuck")

    assert stub.predict([[1.0], [2.0]]) == [0.0, 0.0]
    assert stub.predict([]) == []
    assert (stub.features, stub.is_experimental, stub.threshold("enter", 0.6)) == ((), True, 0.6)
