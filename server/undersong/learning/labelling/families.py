"""Which functions look at the same thing, by what they say and by how they vote."""

from collections.abc import Sequence

import numpy as np

from undersong.learning.labelling.base import LabellingFunction
from undersong.learning.labelling.model import Votes

# Two functions that vote alike in nineteen of twenty windows where either votes are one function with two names.
LEAST_ALIKE, LEAST_WINDOWS = 0.95, 20


def families_of(functions: Sequence[LabellingFunction], votes: Votes) -> tuple[int, ...]:
    """Return the number of each function's family: those that declare the same evidence, and those that are copies.

    Copies of a poor function would otherwise agree with each other more than good ones do, and pass for the truth.
    """
    numbers = [[one.looks_at for one in functions].index(function.looks_at) for function in functions]
    for later in range(len(functions)):
        for earlier in range(later):
            if numbers[earlier] != numbers[later] and are_copies(votes[:, earlier], votes[:, later]):
                old, new = numbers[later], numbers[earlier]
                numbers = [new if number == old else number for number in numbers]
    return tuple(numbers)


def are_copies(one: Votes, other: Votes) -> bool:
    """Tell whether two columns of votes say the same, or the opposite, nearly always when either says something."""
    cast = (one != 0) | (other != 0)
    number = int(cast.sum())
    alike, opposed = int((one == other)[cast].sum()), int((one == -other)[cast].sum())
    return number >= LEAST_WINDOWS and bool(np.maximum(alike, opposed) >= LEAST_ALIKE * number)
