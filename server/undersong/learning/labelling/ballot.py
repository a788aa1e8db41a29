"""Every vote on every window of one question, and the person's own words beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undersong.domain.window import Window
from undersong.learning.labelling.catalog import Question
from undersong.learning.labelling.model import Numbers, Votes
from undersong.learning.labelling.own_words import word_about
from undersong.learning.labelling.said import Said
from undersong.learning.labelling.timeline import Timeline


@dataclass(frozen=True)
class Ballot:
    """The windows of one question. Row `i` of every column belongs together.

    Parameters
    ----------
    times_ms
        When each window ends.
    votes, own
        What each function says of each window, and each kind of own word.
    words
        The own word that counts: 1, -1, or 0 where nobody said anything.
    sayings
        The number of that word; -1 where there is none. One word speaks of many windows.
    """

    question: Question
    times_ms: tuple[int, ...]
    votes: Votes
    own: Votes
    words: Votes
    sayings: NDArray[np.int64]

    def truths(self, rows: NDArray[np.bool_]) -> Numbers:
        """Return each separate own word about some rows once, as 1 or 0."""
        spoken = rows & (self.sayings >= 0)
        _, first = np.unique(self.sayings[spoken], return_index=True)
        return (self.words[spoken][first] > 0).astype(np.float64)

    @property
    def has_votes(self) -> NDArray[np.bool_]:
        """The rows on which somebody votes."""
        return np.asarray(self.votes.any(axis=1))


def collect(question: Question, windows: Sequence[Window], timeline: Timeline) -> Ballot:
    """Let every function vote on every window in which something happened."""
    ends = tuple(sorted({window.end_ms for window in windows if window.events}))
    numbers: dict[Said, int] = {}
    said = [word_about(timeline, end_ms, question.words) for end_ms in ends]
    sayings = [-1 if one is None else numbers.setdefault(one, len(numbers)) for one in said]
    words = [0 if one is None else question.words[one.word] for one in said]
    cast, own = (
        np.array([[each.vote(timeline, end_ms) for each in voters] for end_ms in ends], np.int8)
        for voters in (question.functions, question.own)
    )
    return Ballot(
        question,
        ends,
        cast.reshape(len(ends), len(question.functions)),
        own.reshape(len(ends), len(question.own)),
        np.array(words, np.int8),
        np.array(sayings, np.int64),
    )
