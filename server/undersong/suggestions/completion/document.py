"""An open file as the person sees it now, coded line by line so that a key press costs one line."""

import numpy as np

from undersong.suggestions.index.run import PADDING
from undersong.suggestions.index.stream import Codes, raw_codes, relative
from undersong.suggestions.index.vocabulary import Vocabulary

NOTHING: Codes = np.zeros(0, np.int32)


class Document:
    """The lines of one text with their codes.

    Replacing the text codes only the lines between the first and the last that differ.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._lines: list[str] = []
        self._coded: list[Codes] = []
        self._raw: Codes | None = None

    def replace(self, lines: list[str]) -> None:
        """Take over new lines."""
        if lines == self._lines:
            return
        head = _agreeing(self._lines, lines)
        tail = _agreeing(self._lines[head:][::-1], lines[head:][::-1])
        self._coded[head : len(self._lines) - tail] = map(self._code, lines[head : len(lines) - tail])
        self._lines, self._raw = lines, None

    def with_line(self, line: str) -> Codes:
        """Return all lines and one more as one stream behind `PADDING` zeros."""
        raw = np.concatenate([self._raw_codes(), raw_codes(line, self.vocabulary)])
        return np.concatenate([np.zeros(PADDING, np.int32), relative(raw)])

    @property
    def stream(self) -> Codes:
        """All lines as one stream behind `PADDING` zeros."""
        return np.concatenate([np.zeros(PADDING, np.int32), relative(self._raw_codes())])

    def _raw_codes(self) -> Codes:
        if self._raw is None:
            self._raw = np.concatenate(self._coded or [NOTHING])
        return self._raw

    def _code(self, line: str) -> Codes:
        return raw_codes(line, self.vocabulary) if line.strip() else NOTHING


def _agreeing(one: list[str], other: list[str]) -> int:
    """Return how many lines agree from the beginning."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))
