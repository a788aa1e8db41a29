"""Several segments into one, a slice at a time, straight to disk."""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.tokens.columns import Columns, together
from undersong.suggestions.tokens.sealed import Writer, map_segment
from undersong.suggestions.tokens.segment import Held, Segment, laid_out
from undersong.suggestions.tokens.stream import BETWEEN, Keys, Tokens

# Sorting this many rows takes 4 ms, half a slice.
CHUNK = 32_768
# How many of the keys that cut a part out are looked at: each stands for CHUNK / FINENESS rows.
FINENESS = 64
# Moving this many files, whatever their length, takes 1 to 3 ms.
FILES_A_SLICE = 500
# Where a row of a buried file goes.
NOWHERE = -1

Moves = NDArray[np.int32]


def merged(path: Path, segments: Sequence[Segment]) -> Generator[bool, None, Segment]:
    """Write what is alive in `segments`, in their order, as one segment. Yields between slices.

    What is buried meanwhile is in it all the same; the caller buries it there too.
    """
    # What is buried from here on stays in: rows and stream must tell of the same files.
    living = [[path for path in segment.files if path not in segment.buried] for segment in segments]
    files = {
        path: (segment.tokens(path), segment.files[path].stamp)
        for segment, paths in zip(segments, living, strict=True)
        for path in paths
    }
    places: dict[str, Held] = laid_out(files)
    moves: list[Moves] = []
    yield True
    for segment, paths in zip(segments, living, strict=True):
        moves += [(yield from _moves(segment, paths, places))]
    writer = Writer(path, places)
    try:
        yield from _write_stream(writer, files, places)
        yield from _write_rows(writer, segments, moves)
        yield from writer.finish()
    finally:
        writer.close()
    return map_segment(path)


def _moves(segment: Segment, paths: list[str], places: dict[str, Held]) -> Generator[bool, None, Moves]:
    """Return for each place in the segment where it goes. Yields between slices."""
    moves = np.full(len(segment.stream), NOWHERE, np.int32)
    for number, path in enumerate(paths, 1):
        held, start = segment.files[path], places[path].start
        moves[held.start : held.end] = np.arange(start, start + held.end - held.start)
        if number % FILES_A_SLICE == 0:
            yield True
    return moves


def _write_stream(
    writer: Writer, files: dict[str, tuple[Tokens, str]], places: dict[str, Held]
) -> Generator[bool, None, None]:
    writer.put_stream(0, BETWEEN)
    written = 0
    for path, (tokens, _) in files.items():
        writer.put_stream(places[path].start, np.append(tokens, BETWEEN))
        written += len(tokens) + CHUNK // FILES_A_SLICE
        if written > CHUNK:
            written = 0
            yield True


def _write_rows(writer: Writer, segments: Sequence[Segment], moves: list[Moves]) -> Generator[bool, None, None]:
    done, sources = 0, [segment.columns for segment in segments]
    cuts = _cuts([source.near for source in sources])
    yield True
    for parts in _between(cuts, sources):
        part = together([_moved(rows, move) for rows, move in zip(parts, moves, strict=True)]).sorted()
        writer.put_rows(done, part)
        done += len(part)
        yield True


def _moved(rows: Columns, moves: Moves) -> Columns:
    places = moves[rows.places]
    moved = Columns(rows.near, rows.far, places, rows.follows)
    return moved if (is_kept := places != NOWHERE).all() else moved.rows(is_kept)


def _between(cuts: Keys, sources: Sequence[Columns]) -> Iterator[list[Columns]]:
    """Cut all sources at the same keys, so that sorting each part by itself sorts the whole."""
    edges = [[0, *source.near.searchsorted(cuts).tolist(), len(source)] for source in sources]
    for part in range(len(cuts) + 1):
        yield [source.rows(slice(edge[part], edge[part + 1])) for source, edge in zip(sources, edges, strict=True)]


def _cuts(near: Sequence[Keys]) -> Keys:
    """Return keys that cut the sources into parts of about a chunk."""
    sample = np.sort(np.concatenate([keys[:: CHUNK // FINENESS] for keys in near]))
    return np.unique(sample[FINENESS::FINENESS])
