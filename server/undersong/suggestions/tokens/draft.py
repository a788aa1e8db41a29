"""The tokens that may come next, as they came elsewhere."""

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.tokens.evidence import IDS
from undersong.suggestions.tokens.stream import END, Ids, Tokens

# Two equal tokens are found everywhere and say little: of what follows, the model would refuse nearly all.
LEAST_MATCH = 3

Breaks = NDArray[np.bool_]
Draft = NDArray[np.int64]
NO_DRAFT: Draft = np.zeros(0, np.int64)


def breaks_of(ids: Ids) -> Breaks:
    """Return for each id whether a draft ends with it."""
    breaks = np.zeros(IDS, np.bool_)
    breaks[np.asarray(ids, np.int64)] = True
    return breaks


def continued(stream: Tokens, place: int, most: int, breaks: Breaks) -> Draft:
    """Return the tokens from a place on: up to `most`, to the end of the file, or to the first break, which is kept."""
    draft = stream[place : place + most]
    if len(ends := np.flatnonzero(draft == END)):
        draft = draft[: ends[0]]
    if len(stops := np.flatnonzero(breaks[draft])):
        draft = draft[: stops[0] + 1]
    return draft.astype(np.int64)
