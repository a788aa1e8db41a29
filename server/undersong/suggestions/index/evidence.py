"""What came next wherever the same tokens, or tokens of the same shapes, stood before."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.source.shapes import FIRST_KEPT
from undersong.suggestions.index.run import PADDING, SHAPES, WORDS, Run, Sorted, Text, Values, View

# Contexts are compared up to this many tokens back; longer matches are no better evidence.
LONGEST = 16
# Positions looked at of each length of match; the rest is counted by its share. Twice as many gained 0.3 points of
# exact lines for twice the time.
SAMPLE = 192
# A quarter of that takes four fifths of the time: where many ask at once.
QUICK_SAMPLE = 48

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Before:
    """The tokens before a place, the nearest first: their numbers and their shapes."""

    numbers: Numbers
    shapes: Numbers


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row a position: the code that came next, how many tokens matched before it, and how much it counts."""

    codes: Numbers
    lengths: Numbers
    weights: Floats


def same_words(run: Run, before: Before, sample: int = SAMPLE) -> Evidence:
    """Collect what followed the same tokens."""
    found = _sampled(run, run.words, (WORDS, run.text.codes), before.numbers, sample)
    return Evidence(run.text.codes[found.places].astype(np.int64), found.lengths, found.weights)


def same_shapes(run: Run, before: Before, sample: int = SAMPLE) -> Evidence:
    """Collect what followed tokens of the same shapes; what was a copy there becomes a copy here."""
    found = _sampled(run, run.shapes, (SHAPES, run.text.shapes), before.shapes, sample)
    return Evidence(_with_copies(run.text, found.places, before), found.lengths, found.weights)


def nearby(text: Text, before: Before, reach: float) -> tuple[Evidence, Evidence]:
    """Collect both from an unsorted text. Recent positions count more: `reach` tokens back counts 1/e of the last."""
    places = np.flatnonzero(text.shapes[:-1] == before.shapes[0]) + 1
    places = places[places >= PADDING]
    weights = np.exp((places - len(text.codes)) / reach)
    lengths = match_lengths(WORDS, text.codes, places, before.numbers)
    matched = lengths > 0
    words = Evidence(text.codes[places[matched]].astype(np.int64), lengths[matched], weights[matched])
    shaped = match_lengths(SHAPES, text.shapes, places, before.shapes)
    return words, Evidence(_with_copies(text, places, before), shaped, weights)


def match_lengths(view: View, values: Values, places: Numbers, wanted: Numbers, known: int = 0) -> Numbers:
    """Return for each place how many tokens before it agree with those wanted; the first `known` are known to."""
    lengths = np.full(len(places), known, np.int64)
    rows = np.arange(len(places))
    for back, value in enumerate(wanted[known:LONGEST].tolist(), start=known + 1):
        rows = rows[(values[places[rows] - back] >> view.shift) == value]
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


def _with_copies(text: Text, places: Numbers, before: Before) -> Numbers:
    """Return the codes at these places; one that was a copy there is the token at the same distance here."""
    codes = text.codes[places].astype(np.int64)
    copied = text.copied[places].astype(np.int64)
    is_copy = (copied > 0) & (text.shapes[places] < FIRST_KEPT)
    codes[is_copy] = before.numbers[copied[is_copy] - 1] << 1 | codes[is_copy] & 1
    return codes


@dataclass(frozen=True, slots=True)
class _Sample:
    places: Numbers
    lengths: Numbers
    weights: Floats


def _sampled(run: Run, by: Sorted, seen: tuple[View, Values], wanted: Numbers, sample: int) -> _Sample:
    """Return living positions, some of each length of match, and how many each stands for.

    The range that a position lies in tells its length, so that only matches of a whole key are compared further.
    """
    view, values = seen
    parts = [_Sample(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    inner: tuple[int, int] | None = None
    for length, (low, high) in reversed(list(enumerate(bounds(by, view, wanted), start=1))):
        inner = inner or (high, high)
        for start, end in ((low, inner[0]), (inner[1], high)):
            if end > start:
                pick = np.arange(start, end, max(1.0, (end - start) / sample)).astype(np.int64)
                places = by.order[pick].astype(np.int64)
                lengths = np.full(len(pick), length)
                if length == view.order:
                    lengths = match_lengths(view, values, places, wanted, known=length)
                parts.append(_Sample(places, lengths, np.full(len(pick), (end - start) / len(pick))))
        inner = low, high
    places = np.concatenate([part.places for part in parts])
    living = run.is_alive[places]
    lengths, weights = (np.concatenate([getattr(part, name) for part in parts]) for name in ("lengths", "weights"))
    return _Sample(places[living], lengths[living], weights[living])


def bounds(by: Sorted, view: View, wanted: Numbers) -> list[tuple[int, int]]:
    """Return the range of sorted positions for one, two, … tokens of context; each lies inside the one before."""
    key, mask, edges = 0, (1 << view.bits) - 1, []
    for back in range(view.order):
        shift = view.bits * (view.order - 1 - back)
        key |= (int(wanted[back]) & mask) << shift
        edges += [key, key + (1 << shift) - 1]
    lows = by.keys.searchsorted(np.array(edges[0::2], np.uint64), "left")
    highs = by.keys.searchsorted(np.array(edges[1::2], np.uint64), "right")
    return list(zip(lows.tolist(), highs.tolist(), strict=True))
