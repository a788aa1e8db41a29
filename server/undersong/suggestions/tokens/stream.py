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
# Ends before the first file and after each: what stands before a place by two keys never reaches into another file.
GAP = 2 * WIDTH
# Tokens of a context that are compared.
REACH = 16

Tokens = NDArray[np.uint16]
Keys = NDArray[np.uint64]
Places = NDArray[np.int64]
Ids = Sequence[int] | NDArray[np.integer]

BETWEEN: Tokens = np.full(GAP, END, np.uint16)


def tokens_of(ids: Ids) -> Tokens:
    """Return ids in 16 bits."""
    return np.asarray(ids, np.uint16)


def joined(files: Iterable[Tokens]) -> Tokens:
    """Return files one after the other, a gap before and after each."""
    pieces = [piece for tokens in files for piece in (tokens, BETWEEN)]
    return np.concatenate([BETWEEN, *pieces])


def keys_of(stream: Tokens) -> Keys:
    """Return the key of each four tokens, `keys[i]` that of the tokens from i to i + 3, the last in the highest bits.

    The keys are a view of the stream's own bytes: they take no memory.
    """
    return np.ndarray((max(0, len(stream) - WIDTH + 1),), "<u8", stream, strides=(2,))


def context_keys(ids: Ids, longest: int) -> Keys:
    """Return the keys of the last 16 tokens, the nearest four first; those beyond `longest` are `NOTHING`."""
    context = np.full(REACH, NOTHING, np.uint16)
    if kept := min(longest, len(ids), REACH):
        context[-kept:] = ids[-kept:]
    return context.view("<u8")[::-1]
