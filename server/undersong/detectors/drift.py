"""Whether a release still errs as it says it does: a window over its errors that grows until it finds a change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import Any, Self

# How readily chance is taken for a change: the authors' own value. On 200 streams of 50,000 labels without a change it
# raises no alarm, 0.01 about one; a rise of ten points it finds some 60 labels later (docs/decisions/0016).
DELTA = 0.002
# A look costs a pass over the buckets, and nobody waits for the single label.
LOOK_EVERY = 32
# As many buckets of each size before the two oldest become one of twice the size (Bifet & Gavaldà 2007: M = 5).
BUCKETS = 5
# Neither side of a cut is judged on fewer labels.
LEAST_SIDE = 5


def surprise(probability: float, label: float) -> float:
    """Return how much worse a probability did than it promised: |label - p| less what a calibrated p expects.

    Whatever the probabilities are, and however they hang together over time, its mean is 0 while they are right, so
    that a run of hard cases is no drift.

    >>> surprise(0.25, 1.0), surprise(0.25, 0.0), surprise(0.5, 1.0)
    (0.375, -0.125, 0.0)
    """
    return abs(label - probability) - 2 * probability * (1 - probability)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A change: the mean surprise before and since, and how many labels each rests on."""

    before: float
    since: float
    labels_before: int
    labels_since: int


class Drift:
    """Adaptive windowing (ADWIN2, Bifet & Gavaldà 2007) over surprises.

    The window is cut wherever its older part differs from its newer part by more than chance; the older part is then
    let go of. Buckets of doubling size hold it, so n labels take log(n) room.

    Parameters
    ----------
    delta
        The chance of a false alarm at one look.
    """

    def __init__(self, delta: float = DELTA) -> None:
        self._delta = delta
        # Row k holds (sum, sum of squares) of buckets of 2 ** k values, oldest first.
        self._rows: list[list[tuple[float, float]]] = [[]]
        self.labels, self._sum, self._squares = 0, 0.0, 0.0
        self._since_look = 0

    @property
    def mean(self) -> float:
        """The mean surprise of the window; 0 before the first label."""
        return self._sum / self.labels if self.labels else 0.0

    def note(self, value: float) -> Alarm | None:
        """Take in the surprise of one label; return the change that it brings to light."""
        self._add(value)
        self._since_look += 1
        if self._since_look < LOOK_EVERY:
            return None
        self._since_look = 0
        found = latest = self._change()
        while latest is not None:
            self._drop_oldest()
            latest = self._change()
            found = latest or found
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return the state as JSON takes it; `from_dict` goes on from there."""
        return {"rows": [[list(pair) for pair in row] for row in self._rows], "since_look": self._since_look}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any], delta: float = DELTA) -> Self:
        """Return what `as_dict` described."""
        made = cls(delta)
        made._rows = [[(total, squares) for total, squares in row] for row in plain["rows"]]
        made._since_look = plain["since_look"]
        made._count()
        return made

    def _add(self, value: float) -> None:
        self._rows[0].append((value, value * value))
        self.labels, self._sum, self._squares = self.labels + 1, self._sum + value, self._squares + value * value
        at = 0
        while len(self._rows[at]) > BUCKETS:
            (first, first_squares), (second, second_squares) = self._rows[at][:2]
            del self._rows[at][:2]
            if at + 1 == len(self._rows):
                self._rows.append([])
            self._rows[at + 1].append((first + second, first_squares + second_squares))
            at += 1

    def _drop_oldest(self) -> None:
        """Let go of the oldest bucket, and add up anew: sums that are only taken from would wear out."""
        self._rows[-1].pop(0)
        while len(self._rows) > 1 and not self._rows[-1]:
            self._rows.pop()
        self._count()

    def _count(self) -> None:
        buckets = list(self._oldest_first())
        self.labels = sum(size for size, _, _ in buckets)
        self._sum = sum(total for _, total, _ in buckets)
        self._squares = sum(squares for _, _, squares in buckets)

    def _oldest_first(self) -> Iterator[tuple[int, float, float]]:
        for at in range(len(self._rows) - 1, -1, -1):
            for total, squares in self._rows[at]:
                yield 2**at, total, squares

    def _change(self) -> Alarm | None:
        """Return the first cut, from the oldest side, whose two parts differ by more than chance."""
        whole, total = self.labels, self._sum
        if whole < 2 * LEAST_SIDE:
            return None
        doubt = log(2 * log(whole) / self._delta)
        spread = 2 * max(self._squares / whole - (total / whole) ** 2, 0.0) * doubt
        older, older_sum = 0, 0.0
        for size, bucket_sum, _ in self._oldest_first():
            older, older_sum = older + size, older_sum + bucket_sum
            newer = whole - older
            if newer < LEAST_SIDE:
                return None
            if older < LEAST_SIDE:
                continue
            before, since = older_sum / older, (total - older_sum) / newer
            share = 1 / older + 1 / newer
            if abs(before - since) > sqrt(spread * share) + 2 / 3 * doubt * share:
                return Alarm(before, since, older, newer)
        return None
