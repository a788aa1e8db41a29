"""From places that match to those of them that match further back."""

from dataclasses import dataclass

import numpy as np

from undersong.suggestions.tokens.evidence import LONGEST, ORDERS
from undersong.suggestions.tokens.stream import WIDTH, Keys, Places

BITS = 16
COLUMN = {order: column for column, order in enumerate(ORDERS)}


@dataclass(frozen=True, slots=True)
class Climb:
    """How far some places match.

    Parameters
    ----------
    longest
        Tokens that the best of them match.
    best
        The places that do.
    columns, matching
        For each of `ORDERS` beyond what was known: its column and the places that match as many tokens.
    """

    longest: int
    best: Places
    columns: list[int]
    matching: list[Places]


def climb(keys: Keys, places: Places, context: Keys, matched: int) -> Climb:
    """Compare the tokens before places, of which `matched` (a multiple of four) are known to be the same."""
    columns: list[int] = []
    matching: list[Places] = []
    longest, best = matched, places
    while len(places) and matched < LONGEST:
        differing = keys[places - (matched + WIDTH)] ^ context[matched // WIDTH]
        for length in range(matched + 1, matched + WIDTH + 1):
            agreeing = places[differing < 1 << BITS * (matched + WIDTH - length)]
            if not len(agreeing):
                break
            longest, best = length, agreeing
            if length in COLUMN:
                columns.append(COLUMN[length])
                matching.append(agreeing)
        matched += WIDTH
        places = best if longest == matched else places[:0]
    return Climb(longest, best, columns, matching)


def nothing() -> Places:
    """Return no place."""
    return np.zeros(0, np.int64)
