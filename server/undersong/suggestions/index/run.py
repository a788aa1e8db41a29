"""A stretch of indexed files whose positions are sorted by the tokens before them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.stream import Codes

# Four numbers of 16 bits make one sortable key; numbers beyond 65,535 share keys, and `Evidence` compares exactly.
KEY_ORDER = 4
KEY_BITS = 16
# Zeros before the first file, so that looking back never leaves the array.
PADDING = 16

Keys = NDArray[np.uint64]
Places = NDArray[np.int32]


@dataclass(slots=True)
class Run:
    """Codes of some files, one after the other, and their positions in the order of the context before them.

    `order[i]` is the position with the i-th smallest key; `keys` are sorted. `is_alive` is false where a file has
    changed since.
    """

    codes: Codes
    keys: Keys
    order: Places
    is_alive: NDArray[np.bool_]


def run_of(codes: Codes) -> Run:
    """Return a run over codes that begin with `PADDING` zeros."""
    keys = context_keys(codes)
    order = np.argsort(keys).astype(np.int32)
    return Run(codes, keys[order], order + PADDING, np.ones(len(codes), np.bool_))


def context_keys(codes: Codes) -> Keys:
    """Return for each position from `PADDING` on the key of the tokens before it, the nearest in the highest bits."""
    low = (codes >> 1).astype(np.uint64) & np.uint64((1 << KEY_BITS) - 1)
    end = len(codes)
    keys = np.zeros(max(0, end - PADDING), np.uint64)
    for back in range(1, KEY_ORDER + 1):
        keys |= low[PADDING - back : end - back] << np.uint64(KEY_BITS * (KEY_ORDER - back))
    return keys
