"""What can be learned of those who vote on one person's windows, and what their votes are worth."""

import numpy as np

from undersong.domain.window import SPAN_MS, STEP_MS
from undersong.learning.labelling.ballot import Ballot
from undersong.learning.labelling.calibration import Calibration, calibrate, may_calibrate
from undersong.learning.labelling.catalog import Question
from undersong.learning.labelling.estimate import LEAST_SEPARATE, Estimate, agreement, estimate, judged
from undersong.learning.labelling.families import families_of
from undersong.learning.labelling.model import LabelModel, Numbers, Votes, fit, plain
from undersong.learning.labelling.timeline import Timeline

# Thirty windows in a row look at the same ten minutes.
OVERLAP = STEP_MS / SPAN_MS
# Two kinds of evidence can agree by chance or by kinship; three show who is right.
LEAST_FAMILIES = 3
# How many answers to questions at chosen moments weigh as much as what is known of other people.
BASE_ANSWERS = 50


class Learned:
    """The label model of one ballot, or the votes as they are where nothing can be learned of those who cast them.

    Parameters
    ----------
    base_rate
        How often the state holds in people's work, and in this person's as far as they were asked.
    """

    def __init__(self, ballot: Ballot, base_rate: float) -> None:
        self._ballot, self._asked_rate = ballot, base_rate
        self._families = families_of(ballot.question.functions, ballot.votes)
        self._against = [agreement(votes, ballot.words, ballot.sayings) for votes in ballot.votes.T]
        self.model = self._fitted(ballot.words) if self._is_enough else None
        self.calibration = self._calibrated()

    @property
    def base_rate(self) -> float:
        """How often the state is believed to hold."""
        return self.model.base_rate if self.model else self._asked_rate

    @property
    def probabilities(self) -> Numbers:
        """The probability of the state in each window."""
        if self.model is None:
            return plain(self._ballot.votes, self._families)
        return self.calibration.probabilities(self.model.log_odds(self._ballot.votes))

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """What is known of each function, then how often the person spoke."""
        ballot = self._ballot
        functions = [
            judged(estimate(each.name, votes, ballot.times_ms), self._against[at], self.model, at)
            for at, (each, votes) in enumerate(zip(ballot.question.functions, ballot.votes.T, strict=True))
        ]
        own = zip(ballot.question.own, ballot.own.T, strict=True)
        return (*functions, *(estimate(each.name, votes, ballot.times_ms) for each, votes in own))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should know of the labels as a whole."""
        if self.model is None:
            kinds = f"{self._kinds} of the {LEAST_FAMILIES} kinds of evidence that it takes to tell who is right"
            return (f"{kinds}: votes count half",)
        slow = f"the estimates had not come to rest after {self.model.rounds} rounds"
        words = len(self._ballot.truths(self._ballot.sayings >= 0))
        return (
            *(() if self.model.has_converged else (slow,)),
            *(() if self.calibration == Calibration() else (f"calibrated on {words} own words",)),
        )

    @property
    def _kinds(self) -> int:
        columns = zip(self._families, self._ballot.votes.T, strict=True)
        return len({family for family, votes in columns if votes.any()})

    @property
    def _is_enough(self) -> bool:
        """Three kinds of evidence vote, or own words of both kinds stand in for the third."""
        truths = self._ballot.truths(self._ballot.has_votes)
        return self._kinds >= LEAST_FAMILIES or (len(truths) >= LEAST_SEPARATE and 0 < truths.sum() < len(truths))

    def _fitted(self, words: Votes) -> LabelModel:
        weights = np.full(len(words), OVERLAP)
        may_oppose = tuple(one.is_opposed for one in self._against)
        return fit(self._ballot.votes, self._asked_rate, self._families, words, weights, may_oppose)

    def _calibrated(self) -> Calibration:
        """Return the correction by own words; each half of them judges a model that learned from the other half."""
        ballot = self._ballot
        spoken = ballot.has_votes & (ballot.sayings >= 0)
        if self.model is None or not may_calibrate(ballot.truths(spoken)):
            return Calibration()
        odds = np.zeros(len(spoken))
        for half in (0, 1):
            hidden = spoken & (ballot.sayings % 2 == half)
            words = np.where(hidden, 0, ballot.words).astype(np.int8)
            odds[hidden] = self._fitted(words).log_odds(ballot.votes[hidden])
        sayings, truths = ballot.sayings[spoken], (ballot.words[spoken] > 0).astype(np.float64)
        return calibrate(odds[spoken], truths, 1 / np.bincount(sayings)[sayings], self.base_rate)


def base_rate_of(question: Question, timeline: Timeline) -> float:
    """Return how often the state holds: what is known of many people, moved by what this one answered when asked.

    Only answers to questions count, which come at moments that we choose: who presses a key does so when stuck.
    """
    asked = [said for said in timeline.said if said.via == "prompt"]
    positives = sum(question.words.get(said.word, 0) > 0 for said in asked)
    return (question.base_rate * BASE_ANSWERS + positives) / (BASE_ANSWERS + len(asked))
