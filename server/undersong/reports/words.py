"""Quantities as people say them."""

from collections.abc import Sequence
from datetime import date, datetime

from undersong.reports.stretch import MINUTE_MS

# Typed as numbers: they look like other characters.
DASH = "\u2013"
TIMES = "\u00d7"

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def duration(length_ms: float) -> str:
    """Return a length in hours and minutes.

    >>> duration(7_800_000), duration(2_700_000), duration(20_000)
    ('2 h 10 min', '45 min', 'under a minute')
    """
    minutes = round(length_ms / MINUTE_MS)
    if minutes < 1:
        return "under a minute" if length_ms > 0 else "no time"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def count(number: int, thing: str, things: str | None = None) -> str:
    """Return a number with its noun; small numbers in letters.

    >>> count(1, "test run"), count(3, "focus block"), count(40, "switch", "switches")
    ('one test run', 'three focus blocks', '40 switches')
    """
    noun = thing if number == 1 else things or f"{thing}s"
    return f"{number_in_words(number)} {noun}"


def number_in_words(number: int) -> str:
    """Return a small number in letters, a larger one in digits; none is ``no``, as before a noun."""
    return SMALL[number] if 0 <= number < len(SMALL) else str(number)


def share(part: int, whole: int) -> str:
    """Return a share in whole per cents, or a dash when there is no whole."""
    return f"{round(100 * part / whole)} %" if whole else DASH


def day_name(day: date) -> str:
    """Return a day as charts and tables name it: ``Thu 20 Nov``."""
    return f"{day:%a} {day.day} {day:%b}"


def clock(moment: datetime) -> str:
    """Return the time of day: ``14:05``."""
    return f"{moment:%H:%M}"


def capital(sentence: str) -> str:
    """Return a sentence that begins with a capital and leaves the rest alone."""
    return sentence[:1].upper() + sentence[1:]


def listing(things: Sequence[str]) -> str:
    """Return things in a row: ``a, b and c``."""
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)
