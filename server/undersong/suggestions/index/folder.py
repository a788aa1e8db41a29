"""An index on disk: one run, its words and its files, readable by their owner alone.

``manifest.json`` names the generation and the checksum of each of its files; it is replaced last, so that what it
names is whole. Anything that does not agree is no index, and the caller reads the repository again.
"""

import json
import os
import shutil
import zlib
from collections.abc import Generator
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.source.reading import Stamp
from undersong.suggestions.index.entry import Entry
from undersong.suggestions.index.run import PADDING, Run, Sorted, Text, run_of
from undersong.suggestions.index.vocabulary import FIRST_WORD, Vocabulary
from undersong.suggestions.pages import mapped

# Raised whenever tokens, codes or columns change their meaning: what an older version wrote is read anew.
FORMAT = 2
ARRAYS = {
    "text.codes": np.int32,
    "text.shapes": np.uint8,
    "text.copied": np.uint8,
    "words.keys": np.uint64,
    "words.order": np.int32,
    "shapes.keys": np.uint64,
    "shapes.order": np.int32,
}
PIECE = 1 << 20
ADMITTED_AT_ONCE = 5_000

Saved = tuple[Vocabulary, dict[str, Entry]]


def save(folder: Path, vocabulary: Vocabulary, entries: dict[str, Entry]) -> Generator[bool, None, None]:
    """Write entries that all lie in one run, a piece at a time."""
    generation = _generation(folder) + 1
    into = folder / str(generation)
    _make_folder(folder)
    shutil.rmtree(into, ignore_errors=True)
    _make_folder(into)
    run = next(iter(entries.values())).run if entries else run_of(np.zeros(PADDING, np.int32), vocabulary)
    sums = {}
    for name in ARRAYS:
        values: NDArray[Any] = attrgetter(name)(run)
        sums[name] = yield from _write(into / name, memoryview(values.view(np.uint8).data))
    words = "\n".join(vocabulary.words[FIRST_WORD:]).encode()
    sums["words"] = yield from _write(into / "words", memoryview(words))
    sums["outlines"] = yield from _write(
        into / "outlines", memoryview("\n".join(e.outline for e in entries.values()).encode())
    )
    rows = {path: [e.stamp.size, e.stamp.mtime_ns, e.start, e.end, e.lines, e.names] for path, e in entries.items()}
    sums["files"] = yield from _write(into / "files", memoryview(json.dumps(rows).encode()))
    manifest = json.dumps({"format": FORMAT, "generation": generation, "sums": sums}).encode()
    yield from _write(folder / "manifest.new", memoryview(manifest))
    (folder / "manifest.new").replace(folder / "manifest.json")
    shutil.rmtree(folder / str(generation - 1), ignore_errors=True)


def load(folder: Path) -> Generator[bool, None, Saved | None]:
    """Return what `save` wrote, its arrays mapped into memory; None when there is none or it is damaged."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        if manifest["format"] != FORMAT:
            return None
        source = folder / str(manifest["generation"])
        for name, wanted in manifest["sums"].items():
            if (yield from _checksum(source / name)) != wanted:
                return None
        words = [word for word in (source / "words").read_bytes().decode().split("\n") if word]
        rows: dict[str, list[Any]] = json.loads((source / "files").read_bytes())
        outlines = (source / "outlines").read_bytes().decode().split("\n")
    except (OSError, ValueError, KeyError, TypeError):
        return None
    vocabulary = Vocabulary()
    for start in range(0, len(words), ADMITTED_AT_ONCE):
        vocabulary.admit(words[start : start + ADMITTED_AT_ONCE])
        yield True
    run = map_run(source)
    return vocabulary, {path: _entry(row, run, line) for (path, row), line in zip(rows.items(), outlines, strict=False)}


def map_run(source: Path) -> Run:
    """Return the run in a folder; its pages are read when they are needed and given back when memory is short."""
    pages = {name: mapped(source / name) for name in ARRAYS if (source / name).stat().st_size}
    arrays = {name: np.frombuffer(pages.get(name, b""), kind) for name, kind in ARRAYS.items()}
    text = Text(arrays["text.codes"], arrays["text.shapes"], arrays["text.copied"])
    words, shapes = (Sorted(arrays[f"{by}.keys"], arrays[f"{by}.order"]) for by in ("words", "shapes"))
    return Run(text, words, shapes, np.ones(len(text.codes), np.bool_), tuple(pages.values()))


def newest(folder: Path) -> Path:
    """Return the folder of the newest generation."""
    return folder / str(_generation(folder))


def _entry(row: list[Any], run: Run, outline: str) -> Entry:
    size, mtime_ns, start, end, lines, names = row
    return Entry(Stamp(size, mtime_ns), run, start, end, lines, names, outline)


def _generation(folder: Path) -> int:
    try:
        return int(json.loads((folder / "manifest.json").read_bytes())["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write(path: Path, data: memoryview) -> Generator[bool, None, int]:
    total = 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            file.write(piece)
            total = zlib.crc32(piece, total)
            yield True
    return total


def _checksum(path: Path) -> Generator[bool, None, int]:
    total = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total = zlib.crc32(piece, total)
            yield True
    return total
