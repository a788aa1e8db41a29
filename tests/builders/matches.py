"""What follows the same tokens, found by looking at every place: slow, and plainly right."""

from collections import Counter
from collections.abc import Iterable, Sequence

from undersong.suggestions.tokens import LONGEST, ORDERS, Evidence

Seen = dict[tuple[int, int], int]


def seen_after(files: Iterable[Sequence[int]], ids: Sequence[int], longest: int = LONGEST) -> tuple[Seen, int]:
    """Return how often (token, order) follows the end of `ids` in files, and the longest match."""
    found: Counter[tuple[int, int]] = Counter()
    best = 0
    for file in files:
        for place in range(1, len(file)):
            length = match_before(file, place, ids, longest)
            best = max(best, length)
            found.update((file[place], order) for order in ORDERS if order <= length)
    return dict(found), best


def match_before(file: Sequence[int], place: int, ids: Sequence[int], longest: int = LONGEST) -> int:
    """Return how many tokens before a place are the last ones of `ids`."""
    length, most = 0, min(longest, LONGEST, place, len(ids))
    while length < most and file[place - 1 - length] == ids[-1 - length]:
        length += 1
    return length


def told(evidence: Evidence) -> tuple[Seen, int]:
    """Return evidence in the form of `seen_after`."""
    cells = [
        ((int(token), order), int(count))
        for token, counts in zip(evidence.tokens, evidence.counts, strict=True)
        for order, count in zip(ORDERS, counts, strict=True)
        if count
    ]
    assert len(cells) == len(dict(cells)), "a token is told once"
    return dict(cells), evidence.longest
