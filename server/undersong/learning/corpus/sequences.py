"""Texts as sequences of tokens, all of one length, to learn the next token from.

A share of them shows what follows the cursor first: ``SUFFIX`` what follows ``PREFIX`` what stands before, and what
belongs between, ``END``. The text before and the text between are one piece, so that a key that is typed only appends.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

Encode = Callable[[str], list[int]]

# A text shorter than this many characters is not worth a cut.
LEAST_CHARS = 600
# Room that is left when a sequence is nearly full is filled with the mark between documents, and not learned from.
LEAST_ROOM = 64
# Characters that are always more than a sequence's tokens; real code has three to four a token.
CHARS_A_TOKEN = 6
# Longer texts are not drawn more often than those of this length: one long file says less than several short ones.
HEAVIEST_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Marks:
    """The ids of tokens that stand for no text."""

    document: int
    """Stands before a text that is shown from its beginning, or from a line on; and ends one."""
    suffix: int
    """What follows the cursor comes next."""
    prefix: int
    """What stands before the cursor comes next, and then what belongs there."""
    end: int
    """What follows the cursor has been reached."""


# SmolLM2's <|endoftext|>, <filename>, <file_sep> and <|im_end|>. Ids 3 to 16 but 6 were never trained and are all but
# equal (cosines above 0.9), so that only one of them can be told from the rest without training the embedding.
SMOLLM2 = Marks(document=0, suffix=6, prefix=5, end=2)


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens, and whether each is to be predicted."""

    ids: list[int]
    scored: list[bool]


@dataclass(frozen=True, slots=True)
class Manner:
    """How texts are cut.

    Parameters
    ----------
    length
        Tokens of a sequence.
    middles
        Share of the texts that show what follows first.
    whole
        Share of the others that begin where the file begins; the rest begin at some line.
    lines
        Share of the middles that end where a line ends; the rest end anywhere.
    most_suffix
        Tokens of what follows, at most; completion shows as many.
    """

    length: int = 512
    middles: float = 0.2
    whole: float = 0.35
    lines: float = 0.7
    most_suffix: int = 96


class Sequences:
    """Any number of sequences out of texts. Which one is asked for decides alone what it holds.

    So a run that was broken off needs to know only how far it was.
    """

    def __init__(
        self, texts: Sequence[str], encode: Encode, marks: Marks, manner: Manner | None = None, seed: int = 7
    ) -> None:
        self.texts, self._encode, self._marks = texts, encode, marks
        self.manner, self._seed = manner or Manner(), seed
        self._weights = list(accumulate(min(len(text), HEAVIEST_CHARS) for text in texts))

    def at(self, number: int) -> Piece:
        """Return one sequence: `length` tokens and one more, as each is asked for its successor."""
        rng = random.Random(f"{self._seed}:{number}")
        ids, scored, wanted = list[int](), list[bool](), self.manner.length + 1
        while (room := wanted - len(ids)) >= min(LEAST_ROOM, wanted):
            text = rng.choices(self.texts, cum_weights=self._weights)[0]
            piece = self._piece(rng, text, room)
            ids += piece.ids[:room]
            scored += piece.scored[:room]
        return Piece(ids + [self._marks.document] * room, scored + [False] * room)

    def _piece(self, rng: random.Random, text: str, room: int) -> Piece:
        if rng.random() < self.manner.middles and len(text) > LEAST_CHARS:
            return self._middle(rng, text, room)
        begin = 0 if rng.random() < self.manner.whole else _line_start(text, rng.randrange(len(text) * 2 // 3 + 1))
        end = begin + room * CHARS_A_TOKEN
        ends = [self._marks.document] if end >= len(text) else []
        ids = [self._marks.document, *self._encode(text[begin:end]), *ends]
        return Piece(ids, [False] + [True] * (len(ids) - 1))

    def _middle(self, rng: random.Random, text: str, room: int) -> Piece:
        """Show what follows a place of the text, then what stands before it; that it is reached is learned, too."""
        end = rng.randrange(LEAST_CHARS // 3, len(text) - LEAST_CHARS // 10)
        if rng.random() < self.manner.lines:
            end = _line_end(text, end)
        shown = min(rng.randrange(6, self.manner.most_suffix + 1), room // 3)
        suffix = self._encode(text[end : end + self.manner.most_suffix * CHARS_A_TOKEN])[:shown]
        begin = _line_start(text, max(0, end - rng.randrange(150, room * CHARS_A_TOKEN // 2 + 151)))
        body = self._encode(text[begin:end])[-(room - len(suffix) - 3) :]
        ids = [self._marks.suffix, *suffix, self._marks.prefix, *body, self._marks.end]
        unscored = len(suffix) + 2
        return Piece(ids, [False] * unscored + [True] * (len(ids) - unscored))


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found
