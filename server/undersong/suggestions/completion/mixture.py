"""Evidence into a probability for each token that may come next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.evidence import LONGEST, Evidence

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distribution:
    """Numbers of tokens with their probabilities, and how often each had a blank before it."""

    numbers: NDArray[np.int64]
    chances: Floats
    blanks: Floats
    longest: int


# How much a length of match trusts its own counts against shorter ones: one doubt for each different continuation.
DOUBT = np.array([1.2, 1.0, 0.7, 0.5, 0.4, 0.3, 0.25] + [0.2] * (LONGEST - 7))


def mixed(evidence: Evidence) -> Distribution:
    """Interpolate from the shortest match to the longest, as Jelinek and Mercer did: long matches say more.

    At each length, the counts there are trusted by n / (n + doubt · different continuations).
    """
    numbers, which = np.unique(evidence.codes >> 1, return_inverse=True)
    size = len(numbers)
    table = _table(which, evidence.lengths, evidence.weights, size)
    counts = table[:, ::-1].cumsum(axis=1)[:, ::-1]
    chances = np.zeros(size)
    longest = int(evidence.lengths.max(initial=0))
    for length in range(1, longest + 1):
        at_length = counts[:, length]
        total, different = at_length.sum(), np.count_nonzero(at_length > 1e-9)
        trust = total / (total + DOUBT[length - 1] * different)
        chances = trust * at_length / total + (1 - trust) * chances
    weighed = evidence.weights * 4.0**evidence.lengths
    blanks = np.bincount(which, weighed * (evidence.codes & 1), size) / np.bincount(which, weighed, size)
    return Distribution(numbers, chances, blanks, longest)


def _table(which: NDArray[np.int64], lengths: NDArray[np.int64], weights: Floats, size: int) -> Floats:
    width = LONGEST + 1
    return np.bincount(which * width + lengths, weights, size * width).reshape(size, width)
