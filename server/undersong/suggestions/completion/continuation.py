"""The likeliest tokens after the cursor, one after the other, for as long as they are likely enough."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from undersong.suggestions.completion.cursor import Cursor
from undersong.suggestions.completion.mixture import Distribution
from undersong.suggestions.index.evidence import Before
from undersong.suggestions.index.run import PADDING
from undersong.suggestions.index.vocabulary import FIRST_WORD, UNSPOKEN, Vocabulary

# Asked for the numbers before a place, the nearest first; None when nothing matches.
Oracle = Callable[[Before], Distribution | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop.

    `first` is the least chance of the first token, `step` of each later one, `joint` of all together. Lower limits
    showed more and saved fewer characters. Whoever shows may ask for more confidence: it is calibrated, see the
    decision page on the index.
    """

    first: float = 0.14
    step: float = 0.15
    joint: float = 0.02
    tokens: int = 40


@dataclass(frozen=True, slots=True)
class Continuation:
    """Text that may follow the cursor, and the chance of each of its tokens."""

    text: str
    chances: tuple[float, ...]
    longest: int

    @property
    def confidence(self) -> float:
        """The chance that all of it is right."""
        return float(np.prod(self.chances))


def continued(cursor: Cursor, oracle: Oracle, vocabulary: Vocabulary, limits: Limits) -> Continuation:
    """Return the greedy continuation of the line; its text is empty when the first token is not likely enough."""
    writer = _Writer(cursor, vocabulary)
    while len(writer.chances) < limits.tokens:
        distribution = oracle(writer.before)
        if distribution is None:
            break
        choice = writer.choose(distribution)
        if choice is None or not writer.may_write(choice, limits):
            break
        writer.write(choice)
        if writer.is_at_end:
            break
    return Continuation(writer.text.rstrip(), tuple(writer.chances), writer.longest)


@dataclass(frozen=True, slots=True)
class _Choice:
    number: int
    chance: float
    has_blank: bool
    longest: int


class _Writer:
    """Puts chosen tokens behind the cursor."""

    def __init__(self, cursor: Cursor, vocabulary: Vocabulary) -> None:
        self.text = ""
        self.chances: list[float] = []
        self.longest = 0
        self.is_at_end = False
        numbers = (cursor.text.codes[: -PADDING - 1 : -1] >> 1).astype(np.int64)
        self.before = Before(numbers, cursor.text.shapes[: -PADDING - 1 : -1].astype(np.int64))
        self._open, self._has_blank = cursor.open_text, cursor.has_blank
        self._words, self._vocabulary = vocabulary.words, vocabulary

    def choose(self, distribution: Distribution) -> _Choice | None:
        """Return the likeliest token that agrees with what is typed."""
        numbers, chances = distribution.numbers, distribution.chances
        if self._has_blank and not self.text:
            chances = chances * distribution.blanks
        if self._open:
            fits = [self._words[number].startswith(self._open) for number in numbers.tolist()]
            chances = np.where(fits, chances, 0.0)
        total = float(chances.sum())
        if not total:
            return None
        if self._open or self._has_blank:
            chances = chances / total
        best = int(chances.argmax())
        return _Choice(
            int(numbers[best]), float(chances[best]), bool(distribution.blanks[best] > 0.5), distribution.longest
        )

    def may_write(self, choice: _Choice, limits: Limits) -> bool:
        """Return whether a choice is likely enough and can be written."""
        if choice.number == UNSPOKEN or choice.number == 0:
            return False
        least = limits.step if self.text else limits.first
        return choice.chance >= least and choice.chance * float(np.prod(self.chances)) >= limits.joint

    def write(self, choice: _Choice) -> None:
        """Append a choice; a line break ends the line."""
        self.chances.append(choice.chance)
        self.longest = max(self.longest, choice.longest)
        if choice.number < FIRST_WORD:
            self.is_at_end = True
            return
        word = self._words[choice.number]
        is_joined = self._has_blank or bool(self._open)
        self.text += word[len(self._open) :] if is_joined else " " * choice.has_blank + word
        self._open, self._has_blank = "", False
        shape = self._vocabulary.shapes[choice.number]
        self.before = Before(
            np.concatenate([[choice.number], self.before.numbers[:-1]]),
            np.concatenate([[shape], self.before.shapes[:-1]]),
        )
