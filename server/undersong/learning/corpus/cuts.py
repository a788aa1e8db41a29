"""Places in code where a person might stand, and what they went on to type."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

# A word, a number, a string as far as the line goes, white space, or a single mark.
TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|\"[^\"\n]*\"?|'[^'\n]*'?|\s+|.", re.S)
# A line with less on it tells nothing, and nobody wants prose completed.
LEAST_CHARS = 6
PROSE = ("#", '"""', "'''")
# The first lines of a file are the licence and the imports.
FIRST_LINE = 5
BLOCK_LINES = 8


@dataclass(frozen=True, slots=True)
class Cut:
    """What stands before the cursor, and the rest of its line."""

    before: str
    rest: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines that are typed after what stands before."""

    before: str
    lines: tuple[str, ...]


def cuts_of(texts: Sequence[str], count: int, seed: int = 7) -> list[Cut]:
    """Return places before a token of some line, drawn by chance; none where no text has any."""
    rng, found = random.Random(seed), list[Cut]()
    files = [text.split("\n") for text in texts if text.count("\n") > FIRST_LINE]
    for _ in range(count * 50 if files else 0):
        cut = _cut(rng, rng.choice(files))
        found += [cut] if cut else []
        if len(found) == count:
            break
    return found


def blocks_of(texts: Sequence[str], count: int, seed: int = 7) -> list[Block]:
    """Return stretches of eight lines, drawn by chance."""
    rng, found = random.Random(seed), list[Block]()
    files = [lines for lines in (text.split("\n") for text in texts) if len(lines) > BLOCK_LINES + FIRST_LINE]
    for _ in range(count if files else 0):
        lines = rng.choice(files)
        row = rng.randrange(FIRST_LINE, len(lines) - BLOCK_LINES)
        before = "".join(f"{line}\n" for line in lines[:row])
        found.append(Block(before, tuple(line.rstrip() for line in lines[row : row + BLOCK_LINES])))
    return found


def is_exact(suggestion: str, rest: str) -> bool:
    """Tell whether a suggestion's first line is the rest of the real one, white space folded."""
    return folded(suggestion.split("\n", 1)[0]) == folded(rest)


def folded(text: str) -> str:
    """Return a text with each stretch of white space as one space."""
    return " ".join(text.split())


def token_of(text: str) -> str:
    """Return the first token of a text, white space before it left out."""
    found = TOKEN.match(text.lstrip())
    return found.group() if found else ""


def _cut(rng: random.Random, lines: list[str]) -> Cut | None:
    row = rng.randrange(FIRST_LINE, len(lines))
    line = lines[row]
    if len(line.strip()) < LEAST_CHARS or line.strip().startswith(PROSE):
        return None
    indent = len(line) - len(line.lstrip())
    places = [found.start() for found in TOKEN.finditer(line) if found.start() > indent and not found.group().isspace()]
    if not places:
        return None
    place = rng.choice(places)
    return Cut("".join(f"{one}\n" for one in lines[:row]) + line[:place], line[place:].rstrip())
