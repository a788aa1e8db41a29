"""What came next wherever the same tokens stood before."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.run import KEY_BITS, KEY_ORDER, PADDING, Run
from undersong.suggestions.index.stream import Codes

# Contexts are compared up to this many tokens back; longer matches are no better evidence.
LONGEST = 16
# Positions looked at of each length of match; the rest is counted by its share. A tenfold sample changed no figure.
SAMPLE = 384

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row a position: the code that came next, how many tokens matched before it, and how much it counts."""

    codes: Codes
    lengths: NDArray[np.int64]
    weights: Floats


def from_run(run: Run, context: NDArray[np.int64]) -> Evidence:
    """Collect evidence from a sorted run. `context` holds numbers, the nearest first."""
    places, weights = _sampled(run, context)
    living = run.is_alive[places]
    places, weights = places[living], weights[living]
    lengths = match_lengths(run.codes, places, context)
    matched = lengths > 0
    return Evidence(run.codes[places[matched]], lengths[matched], weights[matched])


def from_stream(codes: Codes, context: NDArray[np.int64], reach: float) -> Evidence:
    """Collect evidence from an unsorted stream that begins with `PADDING` zeros.

    Recent positions count more: one `reach` tokens before the end counts 1/e of the last.
    """
    places = np.flatnonzero((codes[:-1] >> 1) == context[0]) + 1
    places = places[places >= PADDING]
    weights = np.exp((places - len(codes)) / reach)
    return Evidence(codes[places], match_lengths(codes, places, context), weights)


def match_lengths(codes: Codes, places: NDArray[np.int64], context: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each place how many tokens before it agree with the context."""
    lengths = np.zeros(len(places), np.int64)
    rows = np.arange(len(places))
    for back, number in enumerate(context[:LONGEST], start=1):
        rows = rows[(codes[places[rows] - back] >> 1) == number]
        if not rows.size:
            break
        lengths[rows] = back
    return lengths


def together(parts: Sequence[Evidence], factors: Sequence[float]) -> Evidence:
    """Join evidence of several sources, each counting by its factor."""
    weights = [part.weights * factor for part, factor in zip(parts, factors, strict=True)]
    return Evidence(
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        np.concatenate(weights),
    )


def _sampled(run: Run, context: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
    bounds = _bounds(run, context)
    picks: list[NDArray[np.int64]] = []
    weights: list[Floats] = []
    inner_low = inner_high = bounds[-1][0]
    for low, high in reversed(bounds):
        for start, end in ((low, inner_low), (inner_high, high)):
            if end > start:
                step = max(1.0, (end - start) / SAMPLE)
                pick = np.arange(start, end, step).astype(np.int64)
                picks.append(pick)
                weights.append(np.full(len(pick), (end - start) / len(pick)))
        inner_low, inner_high = low, high
    if not picks:
        return np.zeros(0, np.int64), np.zeros(0)
    return run.order[np.concatenate(picks)].astype(np.int64), np.concatenate(weights)


def _bounds(run: Run, context: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the range of sorted positions for one, two, … tokens of context; each lies inside the one before."""
    key, edges = 0, []
    for back in range(KEY_ORDER):
        shift = KEY_BITS * (KEY_ORDER - 1 - back)
        key |= (int(context[back]) & ((1 << KEY_BITS) - 1)) << shift
        edges += [key, key + (1 << shift) - 1]
    lows = run.keys.searchsorted(np.array(edges[0::2], np.uint64), "left")
    highs = run.keys.searchsorted(np.array(edges[1::2], np.uint64), "right")
    return [(int(low), int(high)) for low, high in zip(lows, highs, strict=True)]
