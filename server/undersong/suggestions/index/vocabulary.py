"""Every token that was seen, as a number."""

from collections.abc import Iterable

from undersong.source.lexer import LITERAL_CHARS, width_of
from undersong.source.secretlike import is_secret_like
from undersong.source.shapes import FIRST_BREAK, STRING, shape_of

# Numbers that stand for no text of their own.
BOUNDARY = 0
UNSPOKEN = 1
DEEPEST = 8
LEVEL = 2 + DEEPEST  # a line break at the same indentation; LEVEL + 1 is one step in, LEVEL - 1 one step out
FIRST_WORD = LEVEL + DEEPEST


class Vocabulary(dict[str, int]):
    """Token → code: its number shifted left by one, plus one when a blank stands before it.

    Looking up an unknown token admits it. A line break's code is negative: minus its indentation, minus one. Long and
    secret-like tokens become `UNSPOKEN` and are not kept. `words` and `shapes` say what stands behind a number.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = [""] * FIRST_WORD
        self.shapes = bytearray([0, STRING, *range(FIRST_BREAK, FIRST_BREAK + 2 * DEEPEST)])
        self._numbers: dict[str, int] = {}

    def __missing__(self, token: str) -> int:
        if token[0] == "\n":
            self[token] = code = -width_of(token) - 1
            return code
        word = token.removeprefix(" ")
        has_blank = len(word) != len(token)
        if len(word) > LITERAL_CHARS or is_secret_like(word):
            return UNSPOKEN << 1 | has_blank
        self[token] = code = self._number(word) << 1 | has_blank
        return code

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.shapes.append(shape_of(word))
        return number

    def admit(self, words: Iterable[str]) -> None:
        """Number these words in their order, as when an index is read back."""
        for word in words:
            self._number(word)

    def number(self, word: str) -> int:
        """Return the number of a word, or `UNSPOKEN` when it was never seen; nothing is admitted."""
        return self._numbers.get(word, UNSPOKEN)
