"""Learns from a repository's own code whom to believe: model, file or repository."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.inference.language.model import Memory
from undersong.inference.language.tokenizer import Ids
from undersong.suggestions.neural.corpus import Corpus
from undersong.suggestions.neural.mixing import Known, entropy, features, softmax, weigh
from undersong.suggestions.neural.weights import Weights
from undersong.suggestions.tokens.evidence import LONGEST
from undersong.suggestions.tokens.file_tokens import FileTokens

Floats = NDArray[np.float64]

# Tokens read before the first that is learned from, and learned from in one reading.
BEFORE, LEARNED = 256, 128
# Steps of the descent, their size, and how strongly the weights are held where they began. With these, 22,072 places of
# django-oscar, fastapi and bakerydemo are fitted to within 0.01 nats of where more steps lead.
STEPS, RATE, HOLD = 300, 0.05, 1e-4
# A probability that no source can be blamed for.
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Samples:
    """Places in code whose next token is known.

    `features` has shape (n, 20); `chances`, shape (n, 3), holds what model, file and repository gave the real token.
    """

    features: Floats
    chances: Floats

    def loss(self, weights: Weights) -> float:
        """Return the mean surprise (nats) at the real tokens."""
        return float(-np.log(self._mixed(_shares(weights.table, self.features)) + LEAST).mean())

    def _mixed(self, shares: Floats) -> Floats:
        mixed: Floats = (shares * self.chances).sum(axis=1)
        return mixed

    def __len__(self) -> int:
        return len(self.features)


def together(samples: list[Samples]) -> Samples:
    """Return all samples as one."""
    return Samples(np.concatenate([s.features for s in samples]), np.concatenate([s.chances for s in samples]))


def fit(samples: Samples, start: Weights) -> Weights:
    """Return weights under which the real tokens are likelier, not far from where they began (Adam, full batch)."""
    table, first = start.table.copy(), start.table
    inputs = np.concatenate([samples.features, np.ones((len(samples), 1))], axis=1)
    mean, square = np.zeros_like(table), np.zeros_like(table)
    for step in range(1, STEPS + 1):
        shares = _shares(table, samples.features)
        likely = shares * samples.chances
        blame = shares - likely / (likely.sum(axis=1, keepdims=True) + LEAST)
        slope = blame.T @ inputs / len(samples) + HOLD * (table - first)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        table -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return Weights(table)


def observed(memory: Memory, ids: Ids, repository: Corpus, chance: np.random.Generator) -> Iterator[Samples]:
    """Yield what the three sources say at stretches of one file, in slices of about half a second.

    The memory is used and left empty. A file shorter than `BEFORE` tokens yields nothing.
    """
    starts = np.arange(BEFORE, len(ids) - 1, LEARNED)
    for start in chance.permutation(starts):
        file = FileTokens()
        file.edit(ids[:start])
        yield _stretch(memory, ids[: start + LEARNED], int(start), file, repository)


def _stretch(memory: Memory, ids: Ids, start: int, file: FileTokens, repository: Corpus) -> Samples:
    memory.forget()
    read = ids[start - BEFORE : -1]
    rows = memory.read(read, answers=len(ids) - start)
    memory.forget()
    found = [_place(row, ids, at, file, repository) for row, at in zip(rows, range(start, len(ids)), strict=True)]
    return Samples(np.array([place for place, _ in found]), np.array([chances for _, chances in found]))


def _place(
    row: NDArray[np.float32], ids: Ids, at: int, file: FileTokens, repository: Corpus
) -> tuple[Floats, tuple[float, float, float]]:
    near, real, model = ids[max(0, at - LONGEST) : at], int(ids[at]), softmax(row)
    here, elsewhere = weigh(file.after(near)), weigh(repository.after(near))
    inputs = features(model, entropy(model), here, elsewhere)
    return inputs, (float(model[real]), _given(here, real), _given(elsewhere, real))


def _given(known: Known, token: int) -> float:
    found = np.flatnonzero(known.tokens == token)
    return float(known.chances[found[0]]) if found.size else 0.0


def _shares(table: Floats, inputs: Floats) -> Floats:
    scores = inputs @ table[:, :-1].T + table[:, -1]
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
