"""Text that a model is judged on: what stood before, and what came."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Characters of what stood before; some 400 tokens, where a longer context hardly changes an answer any more.
CONTEXT_CHARS = 1_200
# About as many are judged in one piece, so that one long file is not the whole verdict.
PIECE_CHARS = 600


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is judged, behind `before`; `group` names the file, as passages of one file are not independent."""

    group: str
    before: str
    text: str


def passages_of(group: str, text: str, ranges: Sequence[tuple[int, int]]) -> list[Passage]:
    """Return the passages that cover ranges of lines (half-open, from 0); blank ones are left out.

    A passage begins with the line break before its first line, because tokenizers take a break and the indentation
    behind it as one.
    """
    starts = line_starts(text)
    pieces = (piece for first, last in ranges for piece in _pieces(starts, first, last))
    cut = [(max(0, begin - 1), max(0, end - 1)) for begin, end in pieces]
    return [
        Passage(group, text[max(0, begin - CONTEXT_CHARS) : begin], text[begin:end])
        for begin, end in cut
        if text[begin:end].strip()
    ]


def line_starts(text: str) -> list[int]:
    """Return where each line begins; the last is the end of the text, one further where no break ends it."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def some(passages: Sequence[Passage], most: int, seed: int) -> tuple[Passage, ...]:
    """Return at most so many passages, chosen by chance, in their order."""
    if len(passages) <= most:
        return tuple(passages)
    chosen = sorted(random.Random(seed).sample(range(len(passages)), most))
    return tuple(passages[place] for place in chosen)


def _pieces(starts: Sequence[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where pieces of whole lines begin and end."""
    begin, last = first, min(last, len(starts) - 1)
    for line in range(first, last):
        if starts[line + 1] - starts[begin] >= PIECE_CHARS or line + 1 == last:
            yield starts[begin], starts[line + 1]
            begin = line + 1
