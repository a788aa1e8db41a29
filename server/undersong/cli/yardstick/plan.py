"""Where is asked: places within lines, and blocks of lines that are typed to their end."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from undersong.cli.yardstick.held import Held

TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|\"[^\"\n]*\"?|'[^'\n]*'?|\s+|.", re.DOTALL)
BLOCK_LINES = 8
# Lines that are prose or nearly nothing are not asked for.
PROSE = ("#", '"""', "'''")
SHORTEST = 6
FIRST_ROW, FIRST_BLOCK_ROW = 5, 10


@dataclass(frozen=True, slots=True)
class Cut:
    """A place within a line: row and column count from 0, in characters."""

    path: str
    row: int
    column: int

    @property
    def start(self) -> tuple[int, int]:
        """Where what is asked for begins."""
        return self.row, self.column

    @property
    def shown(self) -> tuple[int, int]:
        """Up to where the server sees the file by this visit."""
        return self.row, self.column + 1


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are typed one after the other; `end` is the first row that is not."""

    path: str
    row: int
    end: int

    @property
    def start(self) -> tuple[int, int]:
        """Where what is asked for begins."""
        return self.row, 0

    @property
    def shown(self) -> tuple[int, int]:
        """Up to where the server sees the file by this visit."""
        return self.end, 0


Visit = Cut | Block


def plan(held: Held, chance: random.Random, cuts: int, blocks: int) -> list[Visit]:
    """Return the places in the order in which they are visited.

    Within a file it goes down, so that the server never saw a line before it is asked for it; from one visit to the
    next it goes to another file, as far as there is one. What overlaps is visited once.
    """
    lines = {path: text.split("\n") for path, text in held.texts.items()}
    drawn: list[Visit] = list(draw_cuts(lines, held.paths, chance, cuts))
    drawn += [draw_block(lines, held.paths, chance) for _ in range(blocks)]
    by_file: dict[str, list[Visit]] = defaultdict(list)
    for visit in drawn:
        by_file[visit.path].append(visit)
    ordered = [list(going_down(visits)) for _, visits in sorted(by_file.items())]
    return [visit for round_of in zip_longest(*ordered) for visit in round_of if visit is not None]


def draw_cuts(lines: dict[str, list[str]], paths: Sequence[str], chance: random.Random, number: int) -> Iterator[Cut]:
    """Draw places at the beginnings of tokens, each line of each file as likely as another of its file."""
    drawn = tries = 0
    while drawn < number and tries < 100 * number:
        tries += 1
        path = chance.choice(paths)
        row = chance.randrange(FIRST_ROW, len(lines[path]))
        line = lines[path][row]
        if len(line.strip()) < SHORTEST or line.strip().startswith(PROSE):
            continue
        spots = spots_of(line)
        if spots:
            drawn += 1
            yield Cut(path, row, chance.choice(spots))


def spots_of(line: str) -> list[int]:
    """Return where the tokens of a line begin, but for its first one."""
    indent = len(line) - len(line.lstrip())
    return [m.start() for m in TOKEN.finditer(line) if m.start() > indent and not m.group().isspace()]


def draw_block(lines: dict[str, list[str]], paths: Sequence[str], chance: random.Random) -> Block:
    """Draw some lines in a row."""
    path = chance.choice(paths)
    size = len(lines[path])
    row = chance.randrange(min(FIRST_BLOCK_ROW, size - 1), size)
    return Block(path, row, min(row + BLOCK_LINES, size))


def going_down(visits: Sequence[Visit]) -> Iterator[Visit]:
    """Yield the visits of one file from its top; one to a place that was shown already is left out."""
    shown = (0, 0)
    for visit in sorted(visits, key=lambda visit: visit.start):
        if visit.start >= shown:
            shown = visit.shown
            yield visit
