"""Stretches of time, and the arithmetic that durations rest on."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

MINUTE_MS = 60_000
HOUR_MS = 3_600_000


class Stretch(NamedTuple):
    """The time from `start_ms` up to `end_ms`; the end itself belongs to what follows."""

    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        """How long it lasts."""
        return self.end_ms - self.start_ms


def unite(stretches: Iterable[Stretch], gap_ms: int = 0) -> list[Stretch]:
    """Return stretches that are apart by more than `gap_ms`, in order, covering all that were given.

    >>> unite([Stretch(5, 9), Stretch(0, 6)])
    [Stretch(start_ms=0, end_ms=9)]
    """
    united: list[Stretch] = []
    for stretch in sorted(stretches):
        if united and stretch.start_ms - united[-1].end_ms <= gap_ms:
            united[-1] = Stretch(united[-1].start_ms, max(united[-1].end_ms, stretch.end_ms))
        elif stretch.length_ms > 0:
            united.append(stretch)
    return united


def intersect(ours: Iterable[Stretch], theirs: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield what two lists have in common. Each must be in order and free of overlap."""
    one, other = iter(ours), iter(theirs)
    left, right = next(one, None), next(other, None)
    while left and right:
        common = Stretch(max(left.start_ms, right.start_ms), min(left.end_ms, right.end_ms))
        if common.length_ms > 0:
            yield common
        if left.end_ms <= right.end_ms:
            left = next(one, None)
        else:
            right = next(other, None)


def total_ms(stretches: Iterable[Stretch]) -> int:
    """Return the sum of the lengths."""
    return sum(stretch.length_ms for stretch in stretches)
