"""What remembers texts as tokens: the open file, or the repository."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.tokens.evidence import LONGEST, Evidence
from undersong.suggestions.tokens.token_index import TokenIndex

Tokens = NDArray[np.integer[Any]]


class Corpus(Protocol):
    """Answers what followed, and what would follow."""

    def after(self, ids: Tokens) -> Evidence:
        """Return what followed the end of these tokens, by length of the match."""
        ...

    def drafts(self, ids: Tokens, most: int) -> Tokens:
        """Return what came after the longest match, at most so many tokens and no further than its line."""
        ...


class Elsewhere:
    """A repository but for one file: what stands in the editor counts, not its copy on disk."""

    def __init__(self, index: TokenIndex, without: str) -> None:
        self._index, self._without = index, without

    def after(self, ids: Tokens) -> Evidence:
        """Return what followed in other files."""
        return self._index.after(ids, LONGEST, self._without)

    def drafts(self, ids: Tokens, most: int) -> Tokens:
        """Return how another file went on."""
        return self._index.drafts(ids, most, self._without)


class Nowhere:
    """No repository: nothing followed anything."""

    def after(self, ids: Tokens) -> Evidence:  # noqa: ARG002
        """Return no evidence."""
        return NOTHING

    def drafts(self, ids: Tokens, most: int) -> Tokens:  # noqa: ARG002
        """Return no draft."""
        return NOTHING.tokens


NOTHING = Evidence(np.zeros(0, np.int32), np.zeros((0, 8), np.float32), 0)
