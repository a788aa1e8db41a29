"""Token by token to the end of the line."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from undersong.inference.language.tokenizer import Ids, Tokenizer
from undersong.suggestions.neural.corpus import Corpus
from undersong.suggestions.neural.drafting import Drafting, Row
from undersong.suggestions.neural.ending import Step
from undersong.suggestions.neural.healing import allowed
from undersong.suggestions.neural.mixing import Expected, expect, softmax
from undersong.suggestions.neural.weights import Weights
from undersong.suggestions.tokens.evidence import LONGEST


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: after so many tokens or lines, or when all so far is right with less than a chance (0 to 1)."""

    tokens: int = 32
    lines: int = 1
    least_chance: float = 0.02


@dataclass(frozen=True, slots=True)
class Sources:
    """All that decides the next token, beside the model itself."""

    file: Corpus
    repository: Corpus
    weights: Weights


@dataclass(slots=True)
class Decoded:
    """What came out: its steps, the count of steps at which each line ended, and the other first token."""

    steps: list[Step] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    rival: str = ""


class Decoder:
    """Decodes behind one cursor; `before` are the tokens before it, as far back as matches may reach."""

    def __init__(self, tokenizer: Tokenizer, sources: Sources, drafting: Drafting, before: Ids) -> None:
        self._tokenizer, self._sources, self._drafting = tokenizer, sources, drafting
        self._before = before

    def decode(self, row: Row, tail: bytes, limits: Limits, should_stop: Callable[[], bool]) -> Decoded:
        """Return the likeliest continuation of the tail; `row` are the logits behind the last firm token."""
        found, chance, text = Decoded(), 1.0, b""
        next_row: Row | None = row
        while next_row is not None and len(found.steps) < limits.tokens and not should_stop():
            expected = self._expect(next_row, tail)
            chance *= expected.chance
            if chance < limits.least_chance:
                break
            piece = self._tokenizer.pieces[expected.token]
            added, tail = piece[len(tail) :], tail[len(piece) :]
            text += added
            if self._ends(found, added, expected, text) and len(found.ends) >= limits.lines:
                break
            self._before = np.append(self._before, expected.token)
            next_row = self._drafting.after(expected.token, self._before)
        self._drafting.close()
        return found

    def _ends(self, found: Decoded, added: bytes, expected: Expected, text: bytes) -> bool:
        """Take a step in and return whether a line ended with it."""
        step = Step(added, expected.chance, expected.is_known, expected.chance - expected.rival, expected.doubt)
        if not found.steps:
            found.rival = self._tokenizer.pieces[expected.second].decode(errors="ignore")
        found.steps.append(step)
        if b"\n" not in added or not text.strip():
            return False
        found.ends.append(len(found.steps))
        return True

    def _expect(self, row: Row, tail: bytes) -> Expected:
        near = self._before[-LONGEST:]
        file, repository = self._sources.file.after(near), self._sources.repository.after(near)
        return expect(softmax(row), file, repository, self._sources.weights, allowed(self._tokenizer, tail))
