"""Whole numbers summed over the last minutes, at the same cost however much happened."""

from collections import defaultdict

from undersong.domain.window import SPAN_MS, STEP_MS


class Tally:
    """Named sums over a span, kept in one bucket a step.

    Sums are whole numbers, so that what was added and has left again leaves no trace, and a tally that began later
    holds the same.
    """

    def __init__(self, span_ms: int = SPAN_MS) -> None:
        self._span_ms = span_ms
        self._buckets: dict[int, defaultdict[str, int]] = {}
        self._totals: defaultdict[str, int] = defaultdict(int)
        self._oldest_end = 0

    def advance(self, end_ms: int) -> None:
        """Let go of the steps that a window ending at `end_ms` does not hold."""
        first_kept = end_ms - self._span_ms + STEP_MS
        if first_kept - self._oldest_end > self._span_ms:
            stale = [end for end in self._buckets if end < first_kept]
        else:
            stale = [end for end in range(self._oldest_end, first_kept, STEP_MS) if end in self._buckets]
        for end in stale:
            for name, number in self._buckets.pop(end).items():
                self._totals[name] -= number
                if not self._totals[name]:
                    del self._totals[name]
        self._oldest_end = max(self._oldest_end, first_kept)

    def add(self, name: str, number: int, end_ms: int) -> None:
        """Add to the step that ends at `end_ms`; a step already let go takes nothing."""
        if not number or end_ms < self._oldest_end:
            return
        bucket = self._buckets.get(end_ms)
        if bucket is None:
            bucket = self._buckets[end_ms] = defaultdict(int)
        bucket[name] += number
        self._totals[name] += number

    def __getitem__(self, name: str) -> int:
        """Return the sum of a name; one never added is 0."""
        return self._totals.get(name, 0)

    def items(self) -> list[tuple[str, int]]:
        """Return the names whose sum is not 0, in alphabetical order, with their sums."""
        return sorted(self._totals.items())


def share(part: float, whole: float) -> float | None:
    """Return `part` / `whole`, or nothing where there is no whole."""
    return part / whole if whole else None
