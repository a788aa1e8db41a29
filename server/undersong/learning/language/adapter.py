"""An adapter: what a tuned model differs from its base by, small enough for a repository.

One ``.npz`` file with the low-rank deltas of `lora` (``blocks.0.qkv.a``, ``.b``), the factors of `smoothing`
(``blocks.0.qkv.smooth``), or both.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import BadInput
from undersong.learning.language.shape import LINEARS, Shape, weight
from undersong.learning.language.smoothing import smooth

Array = NDArray[Any]
FILE = "adapter.npz"


def apply_adapter(shape: Shape, weights: Mapping[str, Array], adapter: Mapping[str, Array]) -> dict[str, Array]:
    """Return the base's weights with the deltas added and the factors worked in.

    Raises
    ------
    BadInput
        It holds something that these sizes have no place for.
    """
    _check(shape, adapter)
    tuned = dict(weights)
    for name, rows in adapter.items():
        if name.endswith(".b"):
            linear = name.removesuffix(".b")
            delta = rows.astype(np.float32) @ adapter[f"{linear}.a"].astype(np.float32)
            tuned[f"{linear}.weight"] = tuned[f"{linear}.weight"] + delta
    return smooth(shape, tuned, adapter)


def adapter_bytes(adapter: Mapping[str, Array]) -> bytes:
    """Return an adapter as a file: the same arrays give the same bytes."""
    buffer = io.BytesIO()
    halves: dict[str, Any] = {name: adapter[name].astype(np.float16) for name in sorted(adapter)}
    np.savez_compressed(buffer, **halves)
    return buffer.getvalue()


def read_adapter(path: Path) -> dict[str, Array]:
    """Return the arrays of an adapter's file.

    Raises
    ------
    BadInput
        It cannot be read as one.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise BadInput(str(path), "is no adapter that can be read", "fetch the repository's files again") from error


def _check(shape: Shape, adapter: Mapping[str, Array]) -> None:
    for name, values in adapter.items():
        linear, _, kind = name.rpartition(".")
        if not _fits(shape, linear, kind, values.shape, adapter):
            raise BadInput(f"The adapter's {name}", "does not fit the base", "use the base that it was made for")


def _fits(shape: Shape, linear: str, kind: str, sizes: tuple[int, ...], adapter: Mapping[str, Array]) -> bool:
    part = linear.rpartition(".")[2]
    if part not in LINEARS or f"{linear}.weight" not in {weight(layer, part) for layer in range(shape.layers)}:
        return False
    outputs, inputs = shape.sizes(part)
    if kind == "smooth":
        return sizes == (shape.kv_width if part == "output" else inputs,)
    other = adapter.get(f"{linear}.{'b' if kind == 'a' else 'a'}")
    expected = {"a": (sizes[0], inputs), "b": (outputs, sizes[-1])}.get(kind)
    return other is not None and sizes == expected and (other.shape[-1] == sizes[0] or other.shape[0] == sizes[-1])
