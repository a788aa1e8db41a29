"""What followed the same tokens, counted by how many of them were the same."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.tokens.stream import Tokens

# Match lengths that are counted, in tokens. Close together where most contexts end, rare where they only confirm.
ORDERS = (1, 2, 3, 4, 6, 8, 12, 16)
LONGEST = ORDERS[-1]
IDS = 1 << 16

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which tokens followed, and how often.

    Parameters
    ----------
    tokens
        Ids, shape (n,), each once, in no order; those that followed a match of one token at least.
    counts
        Shape (n, len(ORDERS)): how often the token followed a match of `ORDERS[k]` tokens or more. Exact while a
        match has few places; beyond that an estimate from some of them.
    longest
        Tokens in the longest match, 0 to `LONGEST`.
    """

    tokens: NDArray[np.int32]
    counts: Weights
    longest: int


class Tally:
    """Collects tokens seen after matches."""

    def __init__(self) -> None:
        self.longest = 0
        self._tokens: list[Tokens] = []
        self._columns: list[NDArray[np.int64]] = []
        self._weights: list[Weights] = []

    def add(self, tokens: Tokens, columns: NDArray[np.int64], weights: Weights) -> None:
        """Take over tokens with the column of `ORDERS` and the number of places that each stands for."""
        self._tokens.append(tokens)
        self._columns.append(columns)
        self._weights.append(weights)

    def add_places(self, tokens: Sequence[Tokens], columns: Sequence[int]) -> None:
        """Take over one piece of tokens a column; each stands for itself."""
        whole = np.concatenate(tokens)
        self.add(whole, np.repeat(columns, list(map(len, tokens))), np.ones(len(whole), np.float32))

    def evidence(self) -> Evidence:
        """Return all that was collected."""
        if not self._tokens:
            return Evidence(np.zeros(0, np.int32), np.zeros((0, len(ORDERS)), np.float32), self.longest)
        tokens = np.concatenate(self._tokens)
        distinct, rows = _distinct(tokens)
        cells = rows * len(ORDERS) + np.concatenate(self._columns)
        sums = np.bincount(cells, np.concatenate(self._weights), len(distinct) * len(ORDERS))
        counts = sums.astype(np.float32).reshape(-1, len(ORDERS))
        return Evidence(distinct.astype(np.int32), counts, self.longest)


class _Scratch(threading.local):
    """A cell for each id; what stands in it between two uses is of no account."""

    def __init__(self) -> None:
        self.cells = np.zeros(IDS, np.int32)


_SCRATCH = _Scratch()


def _distinct(tokens: Tokens) -> tuple[Tokens, NDArray[np.int64]]:
    """Return each token once, and for each of `tokens` its row there.

    With `numpy.unique` a question takes a sixth longer.
    """
    cells, numbers = _SCRATCH.cells, np.arange(len(tokens), dtype=np.int32)
    cells[tokens] = numbers
    standing_for = cells[tokens]
    is_first = standing_for == numbers
    rows = np.cumsum(is_first) - 1
    return tokens[is_first], rows[standing_for]
