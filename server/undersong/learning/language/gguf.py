"""Reading GGUF: the file format that the base comes in.

Only what the base needs: version 3, little-endian, matrices in F32, Q8_0 and Q4_1. The public package for it brings
an HTTP client and a YAML parser along.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import BadInput

Array = NDArray[Any]
MAGIC, VERSION = b"GGUF", 3
ALIGNMENT = 32
# Kind of a value → how struct reads it; text and lists follow rules of their own.
SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
TEXT, LIST = 8, 9


@dataclass(frozen=True, slots=True)
class Gguf:
    """What a file says of itself, and its matrices: outputs x inputs, each made float32 when asked for."""

    values: Mapping[str, Any]
    matrices: Mapping[str, Callable[[], Array]]


def read_gguf(path: Path) -> Gguf:
    """Return a file's values and matrices; the file stays mapped while the latter are held.

    Raises
    ------
    BadInput
        It is no such file, it is cut short, or a matrix is packed in a way that is not read here.
    """
    try:
        return _read(np.memmap(path, np.uint8, "r"))
    except (OSError, ValueError, struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise BadInput(str(path), "is no GGUF file that can be read", "fetch it again") from error


def _read(data: Array) -> Gguf:
    cursor = _Cursor(data)
    if bytes(data[:4]) != MAGIC or cursor.skip(4).scalar("I") != VERSION:
        raise ValueError("another format or version")
    tensors, pairs = cursor.scalar("Q"), cursor.scalar("Q")
    values = {cursor.text(): cursor.value(cursor.scalar("I")) for _ in range(pairs)}
    described = [_Tensor.read(cursor) for _ in range(tensors)]
    alignment = values.get("general.alignment", ALIGNMENT)
    start = -(-cursor.place // alignment) * alignment
    if any(start + tensor.offset + tensor.size > len(data) for tensor in described):
        raise ValueError("cut short")
    return Gguf(values, {tensor.name: tensor.loader(data[start + tensor.offset :]) for tensor in described})


@dataclass(slots=True)
class _Cursor:
    """Reads one thing after the other."""

    data: Array
    place: int = 0

    def skip(self, count: int) -> "_Cursor":
        self.place += count
        return self

    def scalar(self, kind: str) -> Any:
        reader = struct.Struct(f"<{kind}")
        (value,) = reader.unpack_from(self.data.data, self.place)
        self.place += reader.size
        return value

    def text(self) -> str:
        count = self.scalar("Q")
        if count > len(self.data) - self.place:
            raise ValueError("cut short")
        self.skip(count)
        return self.data[self.place - count : self.place].tobytes().decode()

    def value(self, kind: int) -> Any:
        if kind == TEXT:
            return self.text()
        if kind != LIST:
            return self.scalar(SCALARS[kind])
        of, count = self.scalar("I"), self.scalar("Q")
        return [self.value(of) for _ in range(count)]


@dataclass(frozen=True, slots=True)
class _Tensor:
    name: str
    sizes: tuple[int, ...]
    kind: int
    offset: int

    @classmethod
    def read(cls, cursor: _Cursor) -> "_Tensor":
        name, axes = cursor.text(), cursor.scalar("I")
        sizes = tuple(cursor.scalar("Q") for _ in range(axes))[::-1]  # the file names the fastest axis first
        return cls(name, sizes, cursor.scalar("I"), cursor.scalar("Q"))

    @property
    def size(self) -> int:
        """Bytes in the file."""
        per_block, block, _ = PACKINGS[self.kind]
        return int(np.prod(self.sizes)) // per_block * block

    def loader(self, data: Array) -> Callable[[], Array]:
        _, block, unpack = PACKINGS[self.kind]
        return lambda: unpack(np.array(data[: self.size]).reshape(-1, block)).reshape(self.sizes)


def _plain(blocks: Array) -> Array:
    return blocks.view(np.float32)


def _q8_0(blocks: Array) -> Array:
    """A half-precision scale, then 32 signed bytes."""
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    return blocks[:, 2:].copy().view(np.int8) * scales


def _q4_1(blocks: Array) -> Array:
    """A half-precision scale and smallest value, then 16 bytes: the low halves are the first 16 numbers."""
    scales, least = (blocks[:, at : at + 2].copy().view(np.float16).astype(np.float32) for at in (0, 2))
    halves = np.concatenate([blocks[:, 4:] & 15, blocks[:, 4:] >> 4], 1)
    return halves.astype(np.float32) * scales + least


# Kind of a matrix → numbers a block, bytes a block, how a block is unpacked.
PACKINGS: Mapping[int, tuple[int, int, Callable[[Array], Array]]] = {
    0: (1, 4, _plain),
    3: (32, 20, _q4_1),
    8: (32, 34, _q8_0),
}
