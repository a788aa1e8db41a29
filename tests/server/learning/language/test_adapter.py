from pathlib import Path

import numpy as np
import pytest

from builders.joining import FILE, SHAPE, base_at, deltas
from undersong.domain.errors import BadInput
from undersong.learning.language.adapter import adapter_bytes, apply_adapter, read_adapter
from undersong.learning.language.base import Base, read_base


@pytest.fixture
def base(tmp_path: Path) -> Base:
    base_at(tmp_path)
    return read_base(tmp_path / FILE)


def test_an_adapter_survives_its_file_and_has_one_form(tmp_path: Path) -> None:
    arrays = deltas()
    (tmp_path / "adapter.npz").write_bytes(adapter_bytes(arrays))

    found = read_adapter(tmp_path / "adapter.npz")

    assert found.keys() == arrays.keys()
    assert all((found[name] == values).all() for name, values in arrays.items())
    assert adapter_bytes(dict(reversed(found.items()))) == adapter_bytes(arrays)


def test_a_delta_is_added_to_its_matrix_alone(base: Base) -> None:
    arrays = deltas()

    tuned = apply_adapter(SHAPE, base.weights, arrays)

    added = tuned["blocks.1.qkv.weight"] - base.weights["blocks.1.qkv.weight"]
    a, b = (arrays[f"blocks.1.qkv.{one}"].astype(np.float32) for one in "ab")
    assert np.abs(added - b @ a).max() < 1e-5
    assert tuned["blocks.1.down.weight"] is base.weights["blocks.1.down.weight"]


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("blocks.2.qkv.smooth", (64,)),
        ("blocks.0.head.smooth", (64,)),
        ("blocks.0.qkv.smooth", (65,)),
        ("blocks.0.output.smooth", (64,)),
        ("blocks.0.qkv.c", (64, 2)),
        ("blocks.0.down.a", (2, 96)),
    ],
)
def test_what_has_no_place_in_the_base_is_refused(base: Base, name: str, sizes: tuple[int, ...]) -> None:
    with pytest.raises(BadInput, match="does not fit the base"):
        apply_adapter(SHAPE, base.weights, {name: np.ones(sizes)})


def test_two_halves_of_other_ranks_are_refused(base: Base) -> None:
    halves = {**deltas(rank=2), "blocks.0.qkv.b": deltas(rank=3)["blocks.0.qkv.b"]}

    with pytest.raises(BadInput, match=r"blocks\.0\.qkv"):
        apply_adapter(SHAPE, base.weights, halves)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 but no more", b"\x80\x04N."])
def test_a_file_that_is_no_adapter_is_told_and_never_unpickled(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "adapter.npz").write_bytes(content)

    with pytest.raises(BadInput, match="no adapter"):
        read_adapter(tmp_path / "adapter.npz")
