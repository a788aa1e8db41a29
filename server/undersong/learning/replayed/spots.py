"""Places in a finished file where somebody once stood and typed on."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from undersong.domain.suggestion import Context
from undersong.source.languages import language_of
from undersong.source.lexer import TOKEN

# Two in three stops are between tokens, where people wait for an offer; the others within a word, as fingers go.
BETWEEN_TOKENS = 0.67
# Half of all code is written above other code, half at the end of what there is.
WITH_SUFFIX = 0.5
# A line is asked about more than once while it is typed.
STOPS = 3
# So much of a file is there before anybody would ask.
LEAST_LINES_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A cursor in a file that is being written again; `rest` is what was really typed to the end of the line."""

    context: Context
    rest: str


def spots_of(path: str, text: str, count: int, chance: random.Random) -> Iterator[Spot]:
    """Yield about `count` places of a file, in its order; none in blank lines and in indentation."""
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    written = [row for row, line in enumerate(lines) if row >= LEAST_LINES_ABOVE and line.strip()]
    language = language_of(path) or ""
    for row in sorted(chance.sample(written, min(-(-count // STOPS), len(written)))):
        line = lines[row].rstrip()
        suffix = text[starts[row] + len(lines[row]) :] if chance.random() < WITH_SUFFIX else ""
        for column in sorted({_column(line, chance) for _ in range(STOPS)}):
            yield Spot(Context(path, language, text[: starts[row] + column], suffix), line[column:])


def _column(line: str, chance: random.Random) -> int:
    """Return where in a line somebody stops; its first character may still be missing, never its last."""
    first = len(line) - len(line.lstrip())
    ends = [found.end() for found in TOKEN.finditer(line) if first <= found.end() < len(line)]
    if chance.random() < BETWEEN_TOKENS:
        return chance.choice([first, *ends])
    return chance.randrange(first, len(line))
