"""The Error Quotient and the Repeated Error Density: how hard errors are to get rid of.

One definition serves a course that is over (`error_quotient`) and work that still goes on (`Repeats`).
"""

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

# Jadud's Error Quotient: two failing states in a row weigh 8 of 11, the same error again the other 3.
BOTH_FAIL, SAME_ERROR = 8, 3

# The types of error of each state of one task, in the order of time; empty where a state had none.
Task = Sequence[Set[str]]


class Repeats:
    """Follows the errors of one task. A state costs the same, however many came before.

    Examples
    --------
    >>> repeats = Repeats()
    >>> for kinds in ({"no symbol"}, {"no symbol"}, set()):
    ...     repeats.add(kinds)
    >>> repeats.quotient, repeats.density
    (0.5, 0.5)
    """

    def __init__(self) -> None:
        self.shared: Set[str] = frozenset()
        self._before: Set[str] = frozenset()
        self._states = self._weight = 0
        self._streaks: dict[str, int] = {}
        self._ended = 0.0

    def add(self, kinds: Set[str]) -> None:
        """Take in the types of error of the next state."""
        self.shared = self._before & kinds
        self._weight += pair_weight(self._before, kinds)
        self._ended += sum(streak_weight(n) for kind, n in self._streaks.items() if kind not in self.shared)
        self._streaks = {kind: self._streaks.get(kind, 0) + 1 for kind in self.shared}
        self._before = kinds
        self._states += 1

    @property
    def quotient(self) -> float:
        """Return the Error Quotient so far, 0 before the second state."""
        return self._weight / (BOTH_FAIL + SAME_ERROR) / max(1, self._states - 1)

    @property
    def density(self) -> float:
        """Return the Repeated Error Density so far."""
        return self._ended + self.open_density

    @property
    def open_density(self) -> float:
        """Return the part of the density that streaks make which still go on."""
        return sum(streak_weight(n) for n in self._streaks.values())


def error_quotient(tasks: Iterable[Task]) -> float | None:
    """Return how hard errors were to get rid of, from 0 (never twice in a row) to 1 (always the same again).

    Formula: mean over tasks of the mean over consecutive pairs of states of 0 where not both failed, otherwise
    (8 + 3 if they share a type of error) / 11. A task of a single state has no pair and does not count; None comes
    back where no task counts. Source: M. C. Jadud, ICER 2006, as V. Švábenský et al. reckon it, ITiCSE 2024.

    Examples
    --------
    >>> error_quotient([[{"no symbol"}, {"no symbol"}, set()], [{"no return"}, set()]])
    0.25
    """
    means = [sum(pair_weight(*pair) for pair in pairwise(task)) / (len(task) - 1) for task in tasks if len(task) > 1]
    return sum(means) / (BOTH_FAIL + SAME_ERROR) / len(means) if means else None


def repeated_error_density(task: Task) -> float:
    """Return how often errors came back at once, in one task; 0 where none did, without an upper limit.

    Formula: sum over types of error and over their unbroken streaks of r² / (r + 1), where r is how often the type
    came back within the streak. Source: B. A. Becker, ITiCSE 2016.

    Examples
    --------
    >>> round(repeated_error_density([{"no symbol"}] * 3), 2)
    1.33
    """
    repeats = Repeats()
    for kinds in task:
        repeats.add(kinds)
    return repeats.density


def pair_weight(before: Set[str], now: Set[str]) -> int:
    """Return what two consecutive states weigh, of 11."""
    return BOTH_FAIL + SAME_ERROR * bool(before & now) if before and now else 0


def streak_weight(repeats: int) -> float:
    """Return what one streak weighs."""
    return repeats * repeats / (repeats + 1)
