"""Evidence into a probability for each token that may come next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.evidence import LONGEST, Evidence

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Distribution:
    """Numbers of tokens with their probabilities, and how often each had a blank before it."""

    numbers: Numbers
    chances: Floats
    blanks: Floats
    longest: int


# From the vaguest match to the most telling: words (w) or shapes (s), how many tokens, and how much doubt there is for
# each different continuation.
LADDER = (
    [("s", n, 2.0) for n in (1, 2)]
    + [("w", 1, 1.5)]
    + [("s", n, 1.0) for n in (3, 4)]
    + [("w", 2, 1.0)]
    + [("s", n, 0.8) for n in (5, 6)]
    + [("w", 3, 0.7)]
    + [("s", n, 0.6) for n in (7, 8, 10)]
    + [("w", 4, 0.5)]
    + [("s", n, 0.5) for n in (12, 16)]
    + [("w", n, 0.3) for n in (5, 6, 7, 8, 10, 12, 14, 16)]
)


def mixed(words: Evidence, shapes: Evidence) -> Distribution:
    """Interpolate from the vaguest match to the most telling, as Jelinek and Mercer did.

    At each rung, the counts there are trusted by n / (n + doubt · different continuations).
    """
    codes = np.concatenate([words.codes, shapes.codes])
    numbers, which = np.unique(codes >> 1, return_inverse=True)
    split = len(words.codes)
    tables = {"w": _table(which[:split], words, len(numbers)), "s": _table(which[split:], shapes, len(numbers))}
    totals = {kind: table.sum(axis=0) for kind, table in tables.items()}
    kinds = {kind: (table > 1e-9).sum(axis=0) for kind, table in tables.items()}
    chances = np.zeros(len(numbers))
    for kind, length, doubt in LADDER:
        total = totals[kind][length]
        if total > 0:
            trust = total / (total + doubt * kinds[kind][length])
            chances = trust / total * tables[kind][:, length] + (1 - trust) * chances
    weights = np.concatenate([words.weights * 4.0**words.lengths, shapes.weights * 2.0**shapes.lengths])
    blanks = np.bincount(which, weights * (codes & 1), len(numbers)) / np.bincount(which, weights, len(numbers))
    longest = int(max(words.lengths.max(initial=0), shapes.lengths.max(initial=0)))
    return Distribution(numbers, chances, blanks, longest)


def _table(which: Numbers, evidence: Evidence, size: int) -> Floats:
    """Return for each token and each length how much evidence matched at least so far."""
    width = LONGEST + 1
    exact = np.bincount(which * width + evidence.lengths, evidence.weights, size * width).reshape(size, width)
    return exact[:, ::-1].cumsum(axis=1)[:, ::-1]
