"""The places of a stream in the order of the tokens before them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.tokens.stream import END, GAP, WIDTH, Keys, Tokens, keys_of


@dataclass(frozen=True, slots=True)
class Columns:
    """One row for each token of some files, sorted by the eight tokens before it, then by its place.

    Parameters
    ----------
    near
        The key of the four tokens before it.
    far
        The key of the four before those.
    places
        Where in the stream it stands.
    follows
        The token itself.
    """

    near: Keys
    far: Keys
    places: NDArray[np.int32]
    follows: Tokens

    def __len__(self) -> int:
        return len(self.places)

    def rows(self, rows: slice | NDArray[np.generic]) -> "Columns":
        """Return some of the rows."""
        return Columns(self.near[rows], self.far[rows], self.places[rows], self.follows[rows])

    def sorted(self) -> "Columns":
        """Return the rows in order; those that are equal must already stand by place."""
        return self.rows(np.lexsort((self.far, self.near)))


def columns_of(stream: Tokens) -> Columns:
    """Return the columns of files that `joined` put together."""
    keys = np.ascontiguousarray(keys_of(stream))
    places = np.flatnonzero(stream[GAP:] != END) + GAP
    unsorted = Columns(keys[places - WIDTH], keys[places - 2 * WIDTH], places.astype(np.int32), stream[places])
    return unsorted.sorted()


def together(parts: Sequence[Columns]) -> Columns:
    """Return the rows of all parts, one part after the other."""
    return Columns(
        np.concatenate([part.near for part in parts]),
        np.concatenate([part.far for part in parts]),
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.follows for part in parts]),
    )
