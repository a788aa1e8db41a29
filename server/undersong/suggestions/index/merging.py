"""Many runs into one, a slice at a time, so that nobody waits for a large sort."""

from collections.abc import Generator, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.entry import Entry
from undersong.suggestions.index.run import (
    COPY_REACH,
    PADDING,
    SHAPES,
    WORDS,
    Keys,
    Run,
    Sorted,
    Text,
    Values,
    View,
    sorted_by,
    text_of,
)
from undersong.suggestions.index.stream import Codes
from undersong.suggestions.index.vocabulary import Vocabulary

# Sorting this many keys takes 1 to 5 ms, which is half a slice.
CHUNK = 65_536


def merged(entries: Sequence[Entry], vocabulary: Vocabulary) -> Generator[bool, None, tuple[Run, list[int]]]:
    """Sort the living files' codes into one new run; returns it with where each entry begins in it.

    Yields between slices.
    """
    codes, starts = yield from _copied(entries)
    text = yield from _text(codes, vocabulary)
    words = yield from sorted_slowly(WORDS, text.codes)
    shapes = yield from sorted_slowly(SHAPES, text.shapes)
    return Run(text, words, shapes, np.ones(len(codes), np.bool_)), starts


def sorted_slowly(view: View, values: Values) -> Generator[bool, None, Sorted]:
    """Sort each chunk by itself, cut all chunks at the same keys, and sort what lies between two cuts together."""
    chunks: list[Sorted] = []
    for start in range(PADDING, len(values), CHUNK):
        part = sorted_by(view, values[start - PADDING : start + CHUNK])
        chunks.append(Sorted(part.keys, part.order + np.int32(start - PADDING)))
        yield True
    size, done = max(0, len(values) - PADDING), 0
    result = Sorted(np.empty(size, np.uint64), np.empty(size, np.int32))
    for part in _between_cuts(chunks):
        sorting = np.argsort(part.keys)
        result.keys[done : done + len(sorting)] = part.keys[sorting]
        result.order[done : done + len(sorting)] = part.order[sorting]
        done += len(sorting)
        yield True
    return result


def _text(codes: Codes, vocabulary: Vocabulary) -> Generator[bool, None, Text]:
    text = Text(codes, np.zeros(len(codes), np.uint8), np.zeros(len(codes), np.uint8))
    for start in range(0, len(codes), CHUNK):
        first = max(0, start - COPY_REACH)
        part = text_of(codes[first : start + CHUNK], vocabulary)
        text.shapes[start : start + CHUNK] = part.shapes[start - first :]
        text.copied[start : start + CHUNK] = part.copied[start - first :]
        yield True
    return text


def _copied(entries: Sequence[Entry]) -> Generator[bool, None, tuple[Codes, list[int]]]:
    sizes = [entry.end - entry.start for entry in entries]
    # One boundary after each file keeps contexts from reaching into the file before.
    starts = (np.cumsum([PADDING, *(size + 1 for size in sizes)])).tolist()
    codes = np.zeros(starts.pop(), np.int32)
    for number, (entry, start, size) in enumerate(zip(entries, starts, sizes, strict=True)):
        codes[start : start + size] = entry.run.text.codes[entry.start : entry.end]
        if number % 100 == 99:
            yield True
    return codes, starts


def _between_cuts(chunks: Sequence[Sorted]) -> Iterator[Sorted]:
    if not chunks:
        return
    cuts = _cuts([chunk.keys for chunk in chunks])
    edges = [[0, *chunk.keys.searchsorted(cuts).tolist(), len(chunk.keys)] for chunk in chunks]
    for part in range(len(cuts) + 1):
        spans = [slice(edge[part], edge[part + 1]) for edge in edges]
        yield Sorted(
            np.concatenate([chunk.keys[span] for chunk, span in zip(chunks, spans, strict=True)]),
            np.concatenate([chunk.order[span] for chunk, span in zip(chunks, spans, strict=True)]),
        )


def _cuts(sorted_keys: Sequence[Keys]) -> NDArray[np.uint64]:
    """Return keys that cut all chunks into parts of about a chunk each."""
    sample = np.sort(np.concatenate([keys[:: CHUNK // 64] for keys in sorted_keys]))
    return np.unique(sample[64::64])
