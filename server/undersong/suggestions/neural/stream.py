"""A text as a model's tokens, line by line: what did not change is not cut apart again."""

import re
from collections import OrderedDict

import numpy as np

from undersong.inference.language.tokenizer import Ids, Tokenizer

# Byte-level tokenizers never merge a line break with what stands before it, so a text can be cut there.
LINES = re.compile(r"(?<=\S)(?=\n)")
# Lines remembered, over all files.
MOST = 20_000


class TokenStream:
    """Cuts texts into tokens and remembers the lines."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._lines: OrderedDict[str, Ids] = OrderedDict()

    def encode(self, text: str) -> Ids:
        """Return the tokens of a text."""
        lines = LINES.split(text)
        if not text:
            return np.zeros(0, np.int64)
        return np.concatenate([self._line(line) for line in lines])

    @property
    def line_ends(self) -> Ids:
        """Numbers of the tokens that hold the end of a line."""
        return np.flatnonzero(self._tokenizer.line_ends)

    def encode_once(self, text: str) -> Ids:
        """Return the tokens of a text that will not be asked for again."""
        return self._tokenizer.encode(text)

    def _line(self, line: str) -> Ids:
        ids = self._lines.get(line)
        if ids is None:
            ids = self._lines[line] = self._tokenizer.encode(line)
            if len(self._lines) > MOST:
                self._lines.popitem(last=False)
        return ids
