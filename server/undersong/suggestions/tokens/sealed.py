"""A segment on disk: one file, readable by its owner alone, mapped into memory when it is opened.

After the head come the description as JSON, then the columns and the stream, each filled up to eight bytes. The head
is written last, into a file of another name, so that whatever bears a segment's name is whole.
"""

import json
import os
import struct
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.pages import mapped
from undersong.suggestions.tokens.columns import Columns
from undersong.suggestions.tokens.segment import Held, Segment
from undersong.suggestions.tokens.stream import GAP, Tokens

# The last byte is the version: it is raised whenever what follows changes its meaning.
MAGIC = b"USTOKEN\x01"
# Magic, bytes of the description, rows, tokens of the stream with its ends, sum of all words that follow.
HEAD = struct.Struct("<8sQQQQ")
WORD = 8
# Writing or summing this many bytes takes about a millisecond.
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a file lie, in bytes."""

    description: int
    rows: int
    tokens: int

    @property
    def parts(self) -> dict[str, tuple[int, str, int]]:
        """For each array its offset, type and length."""
        sizes = {"near": ("<u8", self.rows), "far": ("<u8", self.rows), "places": ("<i4", self.rows)}
        sizes |= {"follows": ("<u2", self.rows), "stream": ("<u2", self.tokens), "end": ("<u2", 0)}
        start, parts = HEAD.size + _filled(self.description), {}
        for name, (kind, size) in sizes.items():
            parts[name] = (start, kind, size)
            start += _filled(size * np.dtype(kind).itemsize)
        return parts

    @property
    def size(self) -> int:
        """The length of the whole file."""
        return self.parts["end"][0]


class Writer:
    """Writes one segment in pieces, in any order."""

    def __init__(self, path: Path, files: dict[str, Held]) -> None:
        rows = sum(held.end - held.start for held in files.values())
        description = json.dumps({name: [held.start, held.end, held.stamp] for name, held in files.items()}).encode()
        self._path, self._draft = path, path.with_suffix(".new")
        self._layout = Layout(len(description), rows, rows + GAP * (1 + len(files)))
        descriptor = os.open(self._draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        self._file.truncate(self._layout.size)
        self._write(HEAD.size, description)

    def put_rows(self, start: int, columns: Columns) -> None:
        """Write rows from number `start` on."""
        for name in ("near", "far", "places", "follows"):
            self._put(name, start, getattr(columns, name))

    def put_stream(self, start: int, stream: Tokens) -> None:
        """Write the stream from a place on."""
        self._put("stream", start, stream)

    def finish(self) -> Generator[bool, None, None]:
        """Sum all up, write the head and take the name. Yields between slices."""
        self._file.seek(HEAD.size)
        total = 0
        while piece := self._file.read(PIECE):
            total += _sum(piece)
            yield True
        layout = self._layout
        self._write(0, HEAD.pack(MAGIC, layout.description, layout.rows, layout.tokens, total % 2**64))
        self.close()
        self._draft.replace(self._path)

    def close(self) -> None:
        """Let go of the file; one that is not finished keeps its other name."""
        self._file.close()

    def _put(self, name: str, start: int, values: NDArray[Any]) -> None:
        offset, kind, _ = self._layout.parts[name]
        self._write(offset + start * np.dtype(kind).itemsize, values.astype(kind, copy=False).tobytes())

    def _write(self, offset: int, data: bytes) -> None:
        self._file.seek(offset)
        self._file.write(data)


def write(path: Path, segment: Segment) -> None:
    """Write a small segment at once and have it lie there from now on."""
    writer = Writer(path, segment.files)
    writer.put_rows(0, segment.columns)
    writer.put_stream(0, segment.stream)
    for _ in writer.finish():
        pass
    segment.move(map_segment(path))


def read(path: Path) -> Segment | None:
    """Map a segment into memory; None where there is none, or one of another version, or a damaged one."""
    try:
        return map_segment(path) if _is_whole(path) else None
    except (OSError, ValueError, TypeError, AttributeError, struct.error):
        return None


def map_segment(path: Path) -> Segment:
    """Map a segment that is known to be whole; its pages are read when they are needed."""
    pages = mapped(path)
    whole = np.frombuffer(pages, np.uint8)
    layout = Layout(*HEAD.unpack(whole[: HEAD.size].tobytes())[1:-1])
    arrays = {
        name: whole[start : start + size * np.dtype(kind).itemsize].view(kind)
        for name, (start, kind, size) in layout.parts.items()
    }
    described = json.loads(whole[HEAD.size : HEAD.size + layout.description].tobytes())
    columns = Columns(arrays["near"], arrays["far"], arrays["places"], arrays["follows"])
    files = {name: Held(*held) for name, held in described.items()}
    return Segment(arrays["stream"], columns, files, path.name, pages)


def _is_whole(path: Path) -> bool:
    """Sum a file up. It is read, not mapped: mapped, all of it would count as the process's own memory."""
    with path.open("rb") as file:
        magic, description, rows, tokens, total = HEAD.unpack(file.read(HEAD.size))
        if magic != MAGIC or path.stat().st_size != Layout(description, rows, tokens).size:
            return False
        found = sum(map(_sum, iter(lambda: file.read(PIECE), b""))) % 2**64
    return bool(found == total)


def _sum(words: bytes) -> int:
    return int(np.frombuffer(words, np.uint64).sum(dtype=np.uint64))


def _filled(size: int) -> int:
    return -(-size // WORD) * WORD
