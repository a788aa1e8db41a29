"""Where a suggestion ends: the head that is worth most, or the whole line."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One decoded token.

    `text` is what it adds (bytes: it may end within a character), `chance` its probability, `margin` that less its
    rival's, `doubt` the model's entropy (nats); `is_known` whether file or repository would have chosen it too.
    """

    text: bytes
    chance: float
    is_known: bool
    margin: float
    doubt: float


# What the end of a line is worth, in characters: a whole line needs no further look.
# Searched for on django-oscar, fastapi and bakerydemo by characters saved and lines right.
LINE_WORTH = 24.0
# Shorter heads are nothing to look at.
FEWEST = 1


def worth_showing(
    steps: Sequence[Step], ends_line: bool, follower: bytes = b"", line_worth: float = LINE_WORTH
) -> tuple[int, float]:
    """Return how many steps to show and the chance that they are right to the last.

    A head of k characters that is right with chance p is worth p · k; the whole line is worth some more. `follower` is
    what would have come next where there was no time for it: no word is shown in half.
    """
    best, best_worth, best_chance = 0, 0.0, 0.0
    chance, length = 1.0, 0
    for count, step in enumerate(steps, 1):
        chance *= step.chance
        length += len(step.text)
        is_whole = ends_line and count == len(steps)
        if not is_whole and not _may_end(steps, count, follower):
            continue
        worth = chance * (length + (line_worth if is_whole else 0.0))
        if worth > best_worth and length >= FEWEST:
            best, best_worth, best_chance = count, worth, chance
    return best, best_chance


def first_word(steps: Sequence[Step]) -> float:
    """Return the chance that a suggestion's first word is right; 0 for no steps."""
    chance = 1.0
    for count, step in enumerate(steps, 1):
        chance *= step.chance
        if step.text.strip() and _may_end(steps, count):
            return chance
    return 0.0


def text_of(steps: Sequence[Step]) -> str:
    """Return what steps say together; half a character at the end is left out."""
    return b"".join(step.text for step in steps).decode(errors="ignore")


def _may_end(steps: Sequence[Step], count: int, follower: bytes = b"") -> bool:
    """A head ends where a word does: not between two letters."""
    here, after = steps[count - 1].text[-1:], (steps[count].text if count < len(steps) else follower)[:1]
    return not (_is_word(here) and _is_word(after))


def _is_word(byte: bytes) -> bool:
    return byte.isalnum() or byte == b"_" or byte >= b"\x80"
