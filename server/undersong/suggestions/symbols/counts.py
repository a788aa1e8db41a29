"""How often each word of the vocabulary stands where, counted to the last one."""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from undersong.suggestions.index.evidence import Before, bounds
from undersong.suggestions.index.run import WORDS, Run
from undersong.suggestions.index.vocabulary import Vocabulary

Counts = NDArray[np.float64]
Table = NDArray[np.int32]
# Dots, brackets and commas have a hundred thousand followers; those last asked for are kept counted, 200 kB a piece.
KEPT = 12
PIECE = 1 << 16


class Statistics:
    """What can be counted of a repository's runs; a run is counted again only when files of it came or went."""

    def __init__(self) -> None:
        # Run, how many of its positions count, and how often each number stands there.
        self._known: list[tuple[Run, int, Table]] = []
        self._followers: OrderedDict[tuple[int, int], Table] = OrderedDict()
        self._letters = np.zeros(0, np.uint32)

    def frequencies(self, runs: Sequence[Run], size: int) -> Counts:
        """Return how often each number below `size` stands anywhere."""
        known = {(id(run), alive): counts for run, alive, counts in self._known}
        now = [(run, int(np.count_nonzero(run.is_alive))) for run in runs]
        if known.keys() - {(id(run), alive) for run, alive in now}:
            self._followers.clear()
        self._known = [
            (run, alive, known[id(run), alive] if (id(run), alive) in known else _living(run)) for run, alive in now
        ]
        return _sum([counts for _, _, counts in self._known], size)

    def followers(self, runs: Sequence[Run], before: Before, size: int) -> list[Counts]:
        """Return for one, two, three and four tokens of context how often each word followed them.

        Ask for `frequencies` of the same runs first: it notices what has changed.
        """
        parts: list[list[Table]] = [[] for _ in range(WORDS.order)]
        for run in runs:
            ranges = bounds(run.words, WORDS, before.numbers)
            parts[0].append(self._after(run, int(before.numbers[0]), *ranges[0]))
            for part, (low, high) in zip(parts[1:], ranges[1:], strict=True):
                if low < high:
                    part.append(_following(run, low, high))
        return [_sum(part, size) for part in parts]

    def letters(self, vocabulary: Vocabulary) -> NDArray[np.uint32]:
        """Return the first letter of each number's word, as a number; 0 for what is no name."""
        words = vocabulary.words
        if len(words) != len(self._letters):
            fresh = [ord(word[0]) if word.isidentifier() else 0 for word in words[len(self._letters) :]]
            self._letters = np.concatenate([self._letters, np.array(fresh, np.uint32)])
        return self._letters

    def _after(self, run: Run, number: int, low: int, high: int) -> Table:
        key = id(run), number
        if key not in self._followers:
            self._followers[key] = _following(run, low, high)
        self._followers.move_to_end(key)
        while len(self._followers) > KEPT:
            self._followers.popitem(last=False)
        return self._followers[key]


def _living(run: Run) -> Table:
    """Count a run a piece at a time: as a whole it would take its size four times over."""
    codes, is_alive = run.text.codes, run.is_alive
    total = np.zeros(int(codes.max(initial=0) >> 1) + 1, np.int32)
    for start in range(0, len(codes), PIECE):
        piece = slice(start, start + PIECE)
        counts = _counted(codes[piece][is_alive[piece]] >> 1)
        total[: len(counts)] += counts
    return total


def _following(run: Run, low: int, high: int) -> Table:
    places = run.words.order[low:high]
    return _counted(run.text.codes[places[run.is_alive[places]]] >> 1)


def _counted(numbers: NDArray[np.int32]) -> Table:
    return np.bincount(numbers).astype(np.int32)


def _sum(parts: Sequence[Table], size: int) -> Counts:
    total = np.zeros(size)
    for part in parts:
        total[: min(size, len(part))] += part[:size]
    return total
