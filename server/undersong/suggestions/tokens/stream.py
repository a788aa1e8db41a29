"""Tokens in a row, and the keys by which four of them are compared at once."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

# Stands before and after each file. No vocabulary of 16 bits uses it.
END = 0xFFFF
# Stands in a context where it has no token; it is in no file, so nothing matches there.
NOTHING = 0xFFFE
# Tokens in a key of 64 bits.
WIDTH = 4
# Ends before the first file, so that looking back never leaves the array.
PADDING = 16

Tokens = NDArray[np.uint16]
Keys = NDArray[np.uint64]
Places = NDArray[np.int64]
Ids = Sequence[int] | NDArray[np.integer]


def tokens_of(ids: Ids) -> Tokens:
    """Return ids in 16 bits."""
    return np.asarray(ids, np.uint16)


def joined(files: Iterable[Tokens]) -> Tokens:
    """Return files one after the other, each closed by an `END`, behind the padding."""
    end = np.full(1, END, np.uint16)
    pieces = [piece for tokens in files for piece in (tokens, end)]
    return np.concatenate([np.full(PADDING, END, np.uint16), *pieces])


def keys_of(stream: Tokens) -> Keys:
    """Return the key of each four tokens, `keys[i]` that of the tokens from i to i + 3, the last in the highest bits.

    The keys are a view of the stream's own bytes: they take no memory.
    """
    return np.ndarray((max(0, len(stream) - WIDTH + 1),), "<u8", stream, strides=(2,))


def context_keys(ids: Ids, longest: int) -> Keys:
    """Return the keys of the last 16 tokens, the nearest four first; those beyond `longest` are `NOTHING`."""
    context = np.full(PADDING, NOTHING, np.uint16)
    if kept := min(longest, len(ids), PADDING):
        context[-kept:] = ids[-kept:]
    return context.view("<u8")[::-1]
