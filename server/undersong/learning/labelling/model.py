"""The label model: how often each function is right, learned from where they agree, and what their votes are worth.

A generative model after data programming (Ratner et al. 2016), estimated by EM over class-conditional rates (Dawid &
Skene 1979): the truth of a window is hidden, and given it the functions vote on their own. Nothing in it is random.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Votes = NDArray[np.int8]

# A function is at worst no better than chance and never quite certain, unless a person's own words say otherwise.
LEAST_ACCURACY, MOST_ACCURACY = 0.5, 0.98
# What is taken of a function before anything is known of it, and how many windows that belief is worth.
ASSUMED_ACCURACY, BELIEF = 0.8, 10.0
# The base rate comes from hundreds of people's samples; votes alone hardly move it.
BASE_BELIEF = 200.0
# A person's own word counts five times.
OWN_WORD = 5.0
# That a function keeps silent says less than what it says: reading code is neither progress nor the lack of it.
MOST_SILENCE = 0.75
MOST_ROUNDS, TOLERANCE = 500, 1e-5


@dataclass(frozen=True)
class LabelModel:
    """What was learned of the functions.

    Parameters
    ----------
    rates
        How often function `j` votes `v` where the truth is `y`: ``rates[j, y, v + 1]``.
    base_rate
        How often the state holds.
    families
        Number of what each function looks at; a family speaks once, with the mean of those in it that vote.
    may_oppose
        Whether a function's vote may count as its opposite.
    rounds, has_converged
        How long EM took, and whether it came to rest.
    """

    rates: Numbers
    base_rate: float
    families: tuple[int, ...]
    may_oppose: tuple[bool, ...]
    rounds: int = 0
    has_converged: bool = False

    def log_odds(self, votes: Votes) -> Numbers:
        """Return the logarithm of the odds that the state holds, for rows of votes."""
        return logit(self.base_rate) + family_evidence(self, votes)

    def probabilities(self, votes: Votes) -> Numbers:
        """Return the probability that the state holds, for rows of votes."""
        return sigmoid(self.log_odds(votes))

    def accuracy(self, function: int) -> float:
        """Return the share of a function's votes that are right, as far as the model can tell; NaN without votes."""
        against, _, favour = np.array([1 - self.base_rate, self.base_rate]) @ self.rates[function]
        right = (1 - self.base_rate) * self.rates[function, 0, 0] + self.base_rate * self.rates[function, 1, 2]
        return float(right / (against + favour)) if against + favour else float("nan")


def fit(
    votes: Votes,
    base_rate: float,
    families: tuple[int, ...] | None = None,
    words: Votes | None = None,
    weights: Numbers | None = None,
    may_oppose: tuple[bool, ...] | None = None,
) -> LabelModel:
    """Return the model that explains the votes best.

    Parameters
    ----------
    votes
        One row a window, one column a function: 1, -1 or 0.
    words
        What the person said of each window, 1, -1 or 0; where they said something, it is the truth.
    weights
        What a window counts; windows that overlap tell the same thing again.
    """
    number = votes.shape[1]
    words = np.zeros(len(votes), np.int8) if words is None else words
    weights = np.ones(len(votes)) if weights is None else weights
    patterns, truths, counts = condensed(votes, words, weights)
    assumed = assumed_rates(patterns, counts, base_rate)
    model = LabelModel(assumed, base_rate, families or tuple(range(number)), may_oppose or (False,) * number)
    for at in range(1, MOST_ROUNDS + 1):
        told = np.where(truths == 0, model.probabilities(patterns), truths > 0)
        rates = counted_rates(patterns, told, counts * np.where(truths == 0, 1.0, OWN_WORD), assumed)
        base = counted_base(told[truths == 0], counts[truths == 0], base_rate)
        moved = max(float(np.abs(rates - model.rates).max(initial=0.0)), abs(base - model.base_rate))
        model = LabelModel(rates, base, model.families, model.may_oppose, at, moved < TOLERANCE)
        if model.has_converged:
            break
    return model


def plain(votes: Votes, families: tuple[int, ...]) -> Numbers:
    """Return what votes say where nothing could be learned of those who cast them: each family once, equally good."""
    assumed = np.zeros((len(families), 2, 3))
    assumed[:, 0], assumed[:, 1] = (
        [ASSUMED_ACCURACY, 1.0, 1 - ASSUMED_ACCURACY],
        [1 - ASSUMED_ACCURACY, 1.0, ASSUMED_ACCURACY],
    )
    return LabelModel(assumed, 0.5, families, (False,) * len(families)).probabilities(votes)


def condensed(votes: Votes, words: Votes, weights: Numbers) -> tuple[Votes, Votes, Numbers]:
    """Return each combination of votes and word once, and what all its windows count together."""
    both = np.column_stack([votes, words])
    unique, place = np.unique(both, axis=0, return_inverse=True)
    return unique[:, :-1], unique[:, -1], np.bincount(place.ravel(), weights, len(unique)).astype(np.float64)


def assumed_rates(patterns: Votes, counts: Numbers, base_rate: float) -> Numbers:
    """Return rates of functions that vote as often as these do, and are as good as is assumed of one."""
    rates = np.zeros((patterns.shape[1], 2, 3))
    odds = ASSUMED_ACCURACY / (1 - ASSUMED_ACCURACY)
    for vote, truth in ((-1, 0), (1, 1)):
        share = counts @ (patterns == vote) / max(float(counts.sum()), 1.0)
        of_truth = base_rate if truth else 1 - base_rate
        other = share / (of_truth * odds + 1 - of_truth)
        rates[:, truth, vote + 1] = np.minimum(other * odds, 0.9)
        rates[:, 1 - truth, vote + 1] = other
    rates[:, :, 1] = 1 - rates[:, :, 0] - rates[:, :, 2]
    return np.clip(rates, 1e-6, 1.0)


def counted_rates(patterns: Votes, told: Numbers, counts: Numbers, assumed: Numbers) -> Numbers:
    """Return how often each vote is given where each truth is believed, with the assumption as some more windows."""
    rates = np.empty_like(assumed)
    for truth, believed in ((0, 1 - told), (1, told)):
        mass = counts * believed
        for vote in (-1, 0, 1):
            rates[:, truth, vote + 1] = mass @ (patterns == vote) + BELIEF * assumed[:, truth, vote + 1]
        rates[:, truth] /= rates[:, truth].sum(axis=1, keepdims=True)
    return rates


def counted_base(told: Numbers, counts: Numbers, base_rate: float) -> float:
    """Return the share of windows in which the state is believed to hold, held near what is known of many people."""
    return float((counts @ told + BASE_BELIEF * base_rate) / (counts.sum() + BASE_BELIEF))


def family_evidence(model: LabelModel, votes: Votes) -> Numbers:
    """Return what each row's votes add to the log odds; a family adds the mean of its votes, or of its silence."""
    spoken, silent = evidence(model)
    total = np.zeros(len(votes))
    for family in sorted(set(model.families)):
        members = [j for j, of in enumerate(model.families) if of == family]
        cast = votes[:, members]
        number = np.abs(cast).sum(axis=1)
        said = np.where(cast > 0, spoken[members, 1], np.where(cast < 0, spoken[members, 0], 0.0)).sum(axis=1)
        total += np.where(number > 0, said / np.maximum(number, 1), silent[members].mean())
    return total


def evidence(model: LabelModel) -> tuple[Numbers, Numbers]:
    """Return what a function's vote against and for, and its silence, add to the log odds, within bounds."""
    ratios = np.log(model.rates[:, 1]) - np.log(model.rates[:, 0])
    least, most = logit(LEAST_ACCURACY), logit(MOST_ACCURACY)
    lowest = np.where(model.may_oppose, -most, least)
    spoken = np.column_stack([-np.clip(-ratios[:, 0], lowest, most), np.clip(ratios[:, 2], lowest, most)])
    return spoken, np.clip(ratios[:, 1], -logit(MOST_SILENCE), logit(MOST_SILENCE))


def logit(probability: float) -> float:
    """Return the logarithm of the odds."""
    return float(np.log(probability / (1 - probability)))


def sigmoid(odds: Numbers) -> Numbers:
    """Return probabilities of log odds."""
    told: Numbers = 1 / (1 + np.exp(-odds))
    return told
