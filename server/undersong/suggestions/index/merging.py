"""Many runs into one, a slice at a time, so that nobody waits for a large sort."""

from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.entry import Entry
from undersong.suggestions.index.run import PADDING, Keys, Places, Run, context_keys
from undersong.suggestions.index.stream import Codes

# Sorting this many keys takes 1 to 5 ms, which is half a slice.
CHUNK = 65_536


def merged(entries: Sequence[Entry]) -> Generator[bool, None, tuple[Run, list[int]]]:
    """Sort the living files' codes into one new run; returns it with where each entry begins in it.

    Yields between slices. Every chunk is sorted by itself, then all chunks are cut at the same keys, and what lies
    between two cuts is sorted together.
    """
    codes, starts = yield from _copied(entries)
    chunks: list[tuple[Keys, Places]] = []
    for start in range(PADDING, len(codes), CHUNK):
        keys = context_keys(codes[start - PADDING : start + CHUNK])
        order = np.argsort(keys)
        chunks.append((keys[order], (order + start).astype(np.int32)))
        yield True
    keys, order = np.empty(len(codes) - PADDING, np.uint64), np.empty(len(codes) - PADDING, np.int32)
    done = 0
    for part_keys, part_order in _between_cuts(chunks):
        sorting = np.argsort(part_keys)
        keys[done : done + len(sorting)] = part_keys[sorting]
        order[done : done + len(sorting)] = part_order[sorting]
        done += len(sorting)
        yield True
    return Run(codes, keys, order, np.ones(len(codes), np.bool_)), starts


def _copied(entries: Sequence[Entry]) -> Generator[bool, None, tuple[Codes, list[int]]]:
    sizes = [entry.end - entry.start for entry in entries]
    # One boundary after each file keeps contexts from reaching into the file before.
    starts = (np.cumsum([PADDING, *(size + 1 for size in sizes)])).tolist()
    codes = np.zeros(starts.pop(), np.int32)
    for number, (entry, start, size) in enumerate(zip(entries, starts, sizes, strict=True)):
        codes[start : start + size] = entry.run.codes[entry.start : entry.end]
        if number % 100 == 99:
            yield True
    return codes, starts


def _between_cuts(chunks: Sequence[tuple[Keys, Places]]) -> Generator[tuple[Keys, Places]]:
    if not chunks:
        return
    cuts = _cuts([keys for keys, _ in chunks])
    edges = [[0, *keys.searchsorted(cuts).tolist(), len(keys)] for keys, _ in chunks]
    for part in range(len(cuts) + 1):
        spans = [slice(edge[part], edge[part + 1]) for edge in edges]
        yield (
            np.concatenate([keys[span] for (keys, _), span in zip(chunks, spans, strict=True)]),
            np.concatenate([order[span] for (_, order), span in zip(chunks, spans, strict=True)]),
        )


def _cuts(sorted_keys: Sequence[Keys]) -> NDArray[np.uint64]:
    """Return keys that cut all chunks into parts of about a chunk each."""
    sample = np.sort(np.concatenate([keys[:: CHUNK // 64] for keys in sorted_keys]))
    return np.unique(sample[64::64])
