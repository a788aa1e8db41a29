"""Keystrokes as they come: lines of held files, character by character, with the pauses of a person."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from undersong.cli.yardstick.asking import indent_of
from undersong.cli.yardstick.held import Held

# Pauses between keys are log-normal: half of them are shorter than 150 ms, and 16 in 100 longer than 300.
MEDIAN_GAP_SECONDS, GAP_SPREAD = 0.15, 0.7
# Behind a line a person thinks as long as a handful of keys take.
LINE_GAPS = 4
ROWS = 6


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the text of the file up to the cursor once it is pressed, the rest of the line, and the pause after.

    `typed` is what the key writes; it is empty where the cursor goes to a new line, which the editor indents.
    """

    typed: str
    head: str
    rest: str
    gap_seconds: float


@dataclass(frozen=True, slots=True)
class Trace:
    """Lines of one file that somebody types, from one row on."""

    path: str
    row: int
    end: int


def draw_traces(held: Held, chance: random.Random) -> Iterator[Trace]:
    """Yield stretches of lines for ever, each row as likely as another of its file."""
    while True:
        path = chance.choice(held.paths)
        size = held.texts[path].count("\n") + 1
        row = chance.randrange(min(size // 4, size - 1), size)
        yield Trace(path, row, min(row + ROWS, size))


def keys_of(trace: Trace, lines: Sequence[str], chance: random.Random) -> Iterator[Key]:
    """Yield the keys of a trace."""
    above = "".join(f"{line}\n" for line in lines[: trace.row])
    for row in range(trace.row, trace.end):
        line = lines[row].rstrip()
        start = indent_of(line)
        yield Key("", above + line[:start], line[start:], LINE_GAPS * gap(chance))
        for at in range(start + 1, len(line) + 1):
            yield Key(line[at - 1], above + line[:at], line[at:], gap(chance))
        above += f"{line}\n"


def gap(chance: random.Random) -> float:
    """Return the pause behind a key in seconds."""
    return chance.lognormvariate(log(MEDIAN_GAP_SECONDS), GAP_SPREAD)
