"""What is known of a labelling function: how often it votes, how often it is right, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.domain.window import SPAN_MS
from undersong.learning.labelling.model import LabelModel, Votes, evidence

# Fewer separate votes give no interval worth the name.
LEAST_SEPARATE = 10
# The 97.5th percentile of the normal distribution.
NORMAL = 1.96


@dataclass(frozen=True, slots=True)
class Estimate:
    """One function's figures on one person's windows.

    Parameters
    ----------
    votes, coverage
        Windows on which it voted, and their share.
    separate
        How many of the votes are apart by ten minutes: windows that overlap tell the same thing again.
    accuracy, low, high
        The share of its votes that are right, with a 95 % interval over separate votes; None where too little is known.
    judged_by
        ``own words`` or ``the other functions``.
    remark
        What a reader should know.
    """

    function: str
    votes: int
    coverage: float
    separate: int
    accuracy: float | None = None
    low: float | None = None
    high: float | None = None
    judged_by: str | None = None
    remark: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return what a manifest says of the function."""
        figures = {"accuracy": self.accuracy, "low": self.low, "high": self.high}
        return {
            "function": self.function,
            "votes": self.votes,
            "separate": self.separate,
            "coverage": round(self.coverage, 4),
            **{name: None if value is None else round(value, 3) for name, value in figures.items()},
            "judged_by": self.judged_by,
            "remark": self.remark,
        }


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a function voted where the person said something: `right` of `told` separate words."""

    right: int
    told: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share that is right."""
        return wilson(self.right, self.told)

    @property
    def is_opposed(self) -> bool:
        """The person's own words say that it means the opposite of what it votes."""
        return self.told >= LEAST_SEPARATE and self.interval[1] < 0.5


def agreement(votes: Votes, words: Votes, sayings: NDArray[np.int64]) -> Agreement:
    """Return how one function's votes agree with own words; `sayings` numbers the word behind each window."""
    right = told = 0
    for saying in np.unique(sayings[(words != 0) & (votes != 0)]):
        spoken = sayings == saying
        balance, word = int(votes[spoken].sum()), int(words[spoken][0])
        told += balance != 0
        right += balance * word > 0
    return Agreement(right, told)


def estimate(name: str, votes: Votes, times_ms: Sequence[int]) -> Estimate:
    """Return how often a function votes, before anything is known of how well."""
    cast = [at for at, vote in enumerate(votes.tolist()) if vote]
    return Estimate(name, len(cast), len(cast) / max(len(votes), 1), separate([times_ms[at] for at in cast]))


def judged(found: Estimate, against: Agreement, model: LabelModel | None, function: int) -> Estimate:
    """Return the estimate with its accuracy: by own words where there are enough, else by the other functions."""
    if not found.votes:
        return replace(found, remark="it has not voted yet")
    if against.told >= LEAST_SEPARATE:
        low, high = against.interval
        remark = "own words say the opposite of its votes, so they count the other way" if against.is_opposed else ""
        return replace(
            found, accuracy=against.right / against.told, low=low, high=high, judged_by="own words", remark=remark
        )
    if model is None:
        return replace(found, remark="nothing to compare it with: fewer than three kinds of evidence vote")
    accuracy = model.accuracy(function)
    if found.separate < LEAST_SEPARATE:
        few = f"{found.separate} separate votes of the {LEAST_SEPARATE} that an interval takes"
        return replace(found, accuracy=accuracy, judged_by="the other functions", remark=few)
    low, high = wilson(accuracy * found.separate, found.separate)
    spoken, _ = evidence(model)
    remark = "" if np.abs(spoken[function]).max() > 0 else "its votes tell nothing here and count for nothing"
    return replace(found, accuracy=accuracy, low=low, high=high, judged_by="the other functions", remark=remark)


def separate(times_ms: Sequence[int]) -> int:
    """Return how many of some times, in order, are a window's length apart.

    >>> separate([0, 20_000, 600_000, 620_000])
    2
    """
    number, latest_ms = 0, None
    for time_ms in times_ms:
        if latest_ms is None or time_ms - latest_ms >= SPAN_MS:
            number, latest_ms = number + 1, time_ms
    return number


def wilson(right: float, number: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share.

    >>> [round(end, 2) for end in wilson(9, 10)]
    [0.6, 0.98]
    """
    share, square = right / number, NORMAL**2
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = NORMAL * sqrt(share * (1 - share) / number + square / (4 * number**2)) / (1 + square / number)
    return max(middle - half, 0.0), min(middle + half, 1.0)
