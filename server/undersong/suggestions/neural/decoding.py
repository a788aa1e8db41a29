"""Token by token to the end of the line."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from undersong.inference.language.tokenizer import Ids, Tokenizer
from undersong.suggestions.neural.corpus import Corpus
from undersong.suggestions.neural.drafting import Drafting, Row
from undersong.suggestions.neural.ending import Step, text_of
from undersong.suggestions.neural.healing import allowed
from undersong.suggestions.neural.mixing import Expected, expect, softmax
from undersong.suggestions.neural.weights import Weights
from undersong.suggestions.tokens.evidence import LONGEST

# With 10 to 15 ms for what was typed and what is checked behind, an answer is there within a tenth of a second.
LINE_MS = 80.0


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: after so many tokens or lines, or when all so far is right with less than a chance (0 to 1).

    The first line gets `line_ms`: what is not written by then would come under the next keys. Beyond it a text goes on
    only while it is right with `sure` at least, and for `more_ms` at most.
    """

    tokens: int = 32
    lines: int = 5
    least_chance: float = 0.04
    line_ms: float = LINE_MS
    sure: float = 0.5
    more_ms: float = 30.0


@dataclass(frozen=True, slots=True)
class Sources:
    """All that decides the next token, beside the model itself."""

    file: Corpus
    repository: Corpus
    weights: Weights


@dataclass(slots=True)
class Decoded:
    """What came out: its steps, the count of steps at which each line ended, and what would have followed, if known.

    `was_stopped` where nobody waited for it any more: it is no whole answer.
    """

    steps: list[Step] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    follower: bytes = b""
    was_stopped: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return text_of(self.steps)


class Decoder:
    """Decodes behind one cursor; `before` are the tokens before it, as far back as matches may reach."""

    def __init__(self, tokenizer: Tokenizer, sources: Sources, drafting: Drafting, before: Ids) -> None:
        self._tokenizer, self._sources, self._drafting = tokenizer, sources, drafting
        self._before = before

    def decode(
        self, row: Row, tail: bytes, limits: Limits, should_stop: Callable[[], bool], goes_on: Callable[[str], bool]
    ) -> Decoded:
        """Return the likeliest continuation of the tail.

        `row` are the logits behind the last firm token. `goes_on` tells, with the first line, whether others follow.
        """
        found, chance, until = Decoded(), 1.0, time.perf_counter() + limits.line_ms / 1000
        next_row: Row | None = row
        while next_row is not None and len(found.steps) < limits.tokens * (1 + 2 * bool(found.ends)):
            expected = self._expect(next_row, tail)
            chance *= expected.chance
            piece = self._tokenizer.pieces[expected.token]
            is_doubtful = chance < (limits.sure if found.ends else limits.least_chance)
            found.was_stopped = should_stop()
            if is_doubtful or time.perf_counter() > until or found.was_stopped:
                found.follower = piece[len(tail) :]
                break
            if not piece:  # a mark: the text ends here
                found.ends += [len(found.steps)] if found.steps and not found.ends else []
                break
            added, tail = piece[len(tail) :], tail[len(piece) :]
            if _take(found, added, expected):
                if len(found.ends) == 1:
                    until = time.perf_counter() + limits.more_ms / 1000
                if len(found.ends) >= limits.lines or not goes_on(found.text):
                    break
            self._before = np.append(self._before, expected.token)
            next_row = self._drafting.after(expected.token, self._before)
        self._drafting.close()
        return found

    def _expect(self, row: Row, tail: bytes) -> Expected:
        near = self._before[-LONGEST:]
        file, repository = self._sources.file.after(near), self._sources.repository.after(near)
        return expect(softmax(row), file, repository, self._sources.weights, allowed(self._tokenizer, tail))


def _take(found: Decoded, added: bytes, expected: Expected) -> bool:
    """Take a step in and return whether a line ended with it."""
    step = Step(added, expected.chance, expected.is_known, expected.chance - expected.rival, expected.doubt)
    found.steps.append(step)
    if b"\n" not in added or not found.text.strip():
        return False
    found.ends.append(len(found.steps))
    return True
