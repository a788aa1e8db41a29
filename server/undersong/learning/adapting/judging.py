"""How well a language model meets text that it was not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from undersong.learning.adapting.passages import Passage

Numbers = NDArray[np.float64]
# A token that a model holds for impossible costs so much at most (nats), so that one does not decide.
WORST = 15.0
# As many tokens as one look of the judge may span; the context is cut from its far end.
MOST_TOKENS = 768


class Predictor(Protocol):
    """What serves, as the judge sees it."""

    def encode(self, text: str) -> NDArray[np.int64]:
        """Return the tokens of a text."""
        ...

    def logits(self, before: NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[Any]:
        """Return a row of logits for each of `ids`, from all that stands before it; `before` is not empty."""
        ...


@dataclass(frozen=True, slots=True)
class Score:
    """What a model made of passages: a row a passage.

    Parameters
    ----------
    groups
        The file of each.
    tokens
        How many tokens were judged.
    losses
        The sum of ``-log p`` over them (nats).
    hits
        How many were the model's first choice.
    """

    groups: tuple[str, ...]
    tokens: Numbers
    losses: Numbers
    hits: Numbers

    @property
    def loss(self) -> float:
        """Nats a token."""
        return float(self.losses.sum() / max(self.tokens.sum(), 1.0))

    @property
    def exact(self) -> float:
        """The share of tokens that were the first choice."""
        return float(self.hits.sum() / max(self.tokens.sum(), 1.0))


def judge(model: Predictor, passages: Sequence[Passage]) -> Score:
    """Return what a model makes of passages; those without a token to begin from are left out."""
    rows = [(passage.group, *counted) for passage in passages if (counted := judge_one(model, passage)) is not None]
    columns = [np.array([row[place] for row in rows], np.float64) for place in (1, 2, 3)]
    return Score(tuple(row[0] for row in rows), columns[0], columns[1], columns[2])


def judge_one(model: Predictor, passage: Passage) -> tuple[int, float, int] | None:
    """Return tokens, loss and hits of one passage, or None where nothing can be judged."""
    ids = model.encode(passage.text)[: MOST_TOKENS // 2]
    before = model.encode(passage.before)[-(MOST_TOKENS - len(ids)) :] if passage.before else ids[:0]
    if not len(before):
        before, ids = ids[:1], ids[1:]
    if not len(ids):
        return None
    logits = np.asarray(model.logits(before, ids), np.float64)
    raised = logits - logits.max(axis=1, keepdims=True)
    chances = raised[np.arange(len(ids)), ids] - np.log(np.exp(raised).sum(axis=1))
    return len(ids), float(np.minimum(-chances, WORST).sum()), int((logits.argmax(axis=1) == ids).sum())
