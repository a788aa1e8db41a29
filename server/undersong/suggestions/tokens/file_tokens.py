"""What the open file says itself, above and below the cursor."""

import numpy as np

from undersong.suggestions.tokens.climbing import climb, nothing
from undersong.suggestions.tokens.draft import LEAST_MATCH, NO_DRAFT, Breaks, Draft, breaks_of, continued
from undersong.suggestions.tokens.evidence import LONGEST, Evidence, Tally
from undersong.suggestions.tokens.stream import (
    END,
    GAP,
    Ids,
    Places,
    Tokens,
    context_keys,
    joined,
    keys_of,
    tokens_of,
)


class FileTokens:
    """The tokens of one open file, asked as `TokenIndex` is.

    Nothing is sorted: looking through a file takes less time than sorting it would, and an edit costs one copy.

    Parameters
    ----------
    breaks
        Ids that contain a line break: drafts end with the first of them.
    """

    def __init__(self, breaks: Ids = ()) -> None:
        self._breaks: Breaks = breaks_of(breaks)
        self._cursor = 0
        self._stream: Tokens = joined([])
        self._keys = keys_of(self._stream)

    def edit(self, before: Ids, after: Ids = ()) -> None:
        """Take over the tokens before and after the cursor."""
        self._stream = joined([tokens_of(before), tokens_of(after)])
        self._keys, self._cursor = keys_of(self._stream), GAP + len(before)

    def after(self, ids: Ids, longest: int = LONGEST) -> Evidence:
        """Return what follows the same tokens; what is typed itself follows nothing."""
        found = climb(self._keys, self._places(ids, longest), context_keys(ids, longest), 0)
        tally = Tally()
        if found.columns:
            tally.add_places([self._stream[places] for places in found.matching], found.columns)
            tally.longest = found.longest
        return tally.evidence()

    def drafts(self, ids: Ids, most: int) -> Draft:
        """Return up to `most` tokens that follow the longest match, the nearest above the cursor if there are more."""
        found = climb(self._keys, self._places(ids, LONGEST), context_keys(ids, LONGEST), 0)
        if found.longest < LEAST_MATCH:
            return NO_DRAFT
        above = found.best[found.best < self._cursor]
        place = int(above[-1] if len(above) else found.best[0])
        return continued(self._stream, place, most, self._breaks)

    def _places(self, ids: Ids, longest: int) -> Places:
        """Return where a token follows the last of `ids`."""
        if not len(ids) or longest < 1:
            return nothing()
        places: Places = np.flatnonzero(self._stream[GAP - 1 : -1] == ids[-1]) + GAP
        kept: Places = places[self._stream[places] != END]
        return kept
