"""Several segments into one, a slice at a time, straight to disk."""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.tokens.columns import Columns, together
from undersong.suggestions.tokens.sealed import Writer, read
from undersong.suggestions.tokens.segment import Held, Segment, laid_out
from undersong.suggestions.tokens.stream import END, PADDING, WIDTH, Keys, Tokens

# Sorting this many rows takes 4 ms, half a slice.
CHUNK = 32_768
# How many of the keys that cut a part out are looked at: each stands for CHUNK / FINENESS rows.
FINENESS = 64
# Where a row of a buried file goes.
NOWHERE = -1

Moves = NDArray[np.int32]


def merged(path: Path, segments: Sequence[Segment]) -> Generator[bool, None, Segment]:
    """Write what is alive in `segments`, in their order, as one segment. Yields between slices.

    What is buried meanwhile is in it all the same; the caller buries it there too.
    """
    files = {
        name: (segment.tokens(name), segment.files[name].stamp) for segment in segments for name in _living(segment)
    }
    places = laid_out(files)
    moves = [_moves(segment, places) for segment in segments]
    yield True
    writer = Writer(path, places)
    try:
        yield from _write_stream(writer, files, places)
        yield from _write_rows(writer, segments, moves)
        yield from writer.finish()
    finally:
        writer.close()
    if (whole := read(path)) is None:
        raise OSError(f"{path.name} is not what was written to it.")
    return whole


def _living(segment: Segment) -> list[str]:
    return [path for path in segment.files if path not in segment.buried]


def _moves(segment: Segment, places: dict[str, Held]) -> Moves:
    """Return for each place in the segment where it goes."""
    moves = np.full(len(segment.stream), NOWHERE, np.int32)
    for path in _living(segment):
        held, start = segment.files[path], places[path].start
        moves[held.start : held.end] = np.arange(start, start + held.end - held.start)
    return moves


def _write_stream(
    writer: Writer, files: dict[str, tuple[Tokens, str]], places: dict[str, Held]
) -> Generator[bool, None, None]:
    writer.put_stream(0, np.full(PADDING, END, np.uint16))
    written = 0
    for path, (tokens, _) in files.items():
        writer.put_stream(places[path].start, np.append(tokens, np.uint16(END)))
        written += len(tokens) + WIDTH
        if written > CHUNK:
            written = 0
            yield True


def _write_rows(writer: Writer, segments: Sequence[Segment], moves: list[Moves]) -> Generator[bool, None, None]:
    done = 0
    for parts in _between_cuts([segment.columns for segment in segments]):
        part = together([_moved(rows, move) for rows, move in zip(parts, moves, strict=True)]).sorted()
        writer.put_rows(done, part)
        done += len(part)
        yield True


def _moved(rows: Columns, moves: Moves) -> Columns:
    places = moves[rows.places]
    moved = Columns(rows.near, rows.far, places, rows.follows)
    return moved if (is_kept := places != NOWHERE).all() else moved.rows(is_kept)


def _between_cuts(sources: Sequence[Columns]) -> Iterator[list[Columns]]:
    """Cut all sources at the same keys, so that sorting each part by itself sorts the whole."""
    cuts = _cuts([source.near for source in sources])
    edges = [[0, *source.near.searchsorted(cuts).tolist(), len(source)] for source in sources]
    for part in range(len(cuts) + 1):
        yield [source.rows(slice(edge[part], edge[part + 1])) for source, edge in zip(sources, edges, strict=True)]


def _cuts(near: Sequence[Keys]) -> Keys:
    """Return keys that cut the sources into parts of about a chunk."""
    sample = np.sort(np.concatenate([keys[:: CHUNK // FINENESS] for keys in near]))
    return np.unique(sample[FINENESS::FINENESS])
