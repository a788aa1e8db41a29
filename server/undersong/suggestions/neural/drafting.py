"""Reads decided tokens, and with them what the file or the repository expects to follow."""

import numpy as np
from numpy.typing import NDArray

from undersong.inference.language.model import Memory
from undersong.inference.language.tokenizer import Ids
from undersong.suggestions.neural.corpus import Corpus
from undersong.suggestions.tokens.evidence import LONGEST

Row = NDArray[np.float32]

# Reading eight tokens costs what one and a half single ones cost, so a draft pays when one of its tokens is right.
MOST = 7
NONE = np.zeros(0, np.int64)


class Drafting:
    """Gives the logits after each decided token; a draft that guessed it has been read already.

    Parameters
    ----------
    memory
        Has read all up to the first token to be decided.
    corpora
        Asked for drafts in this order.
    """

    def __init__(self, memory: Memory, corpora: tuple[Corpus, ...]) -> None:
        self._memory, self._corpora = memory, corpora
        self._draft, self._rows, self._sure = NONE, np.zeros((0, 0), np.float32), len(memory.ids)
        self.reads = 0

    def after(self, token: int, before: Ids) -> Row | None:
        """Return the logits behind a token; `before` are all tokens up to it, itself the last.

        None when the memory is full.
        """
        self._sure += 1
        if len(self._draft) and self._draft[0] == token:
            self._draft, self._rows = self._draft[1:], self._rows[1:]
            return np.asarray(self._rows[0])
        self._memory.cut(self._sure - 1)
        room = self._memory.positions - self._sure
        if room < 0:
            return None
        self._draft = self._drafted(before)[:room]
        self._rows = self._memory.read(np.concatenate([[token], self._draft]), answers=1 + len(self._draft))
        self.reads += 1
        return np.asarray(self._rows[0])

    def close(self) -> None:
        """Leave the memory with decided tokens alone."""
        self._memory.cut(self._sure)

    def _drafted(self, before: Ids) -> Ids:
        for corpus in self._corpora:
            draft = corpus.drafts(before[-LONGEST:], MOST)
            if len(draft):
                return draft.astype(np.int64)
        return NONE
