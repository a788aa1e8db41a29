"""Ranges of time as people write them."""

import re
from datetime import UTC, datetime

from undersong.domain.errors import BadInput

SPAN = re.compile(r"(\d+)\s*([smhdw])")
UNIT_MS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}


def span_from_words(since: str, until: str | None, now_ms: int) -> tuple[int, int]:
    """Return the first and last millisecond of a range.

    >>> span_from_words("1h", None, 3_600_000)
    (0, 3600000)

    Raises
    ------
    BadInput
        Neither a span such as ``7d`` nor a date of RFC 3339, or an end before its beginning.
    """
    begin, end = time_from_words(since, now_ms), now_ms if until is None else time_from_words(until, now_ms)
    if end < begin:
        raise BadInput(f"The range {since} to {until}", "ends before it begins", "give the earlier time first")
    return begin, end


def time_from_words(words: str, now_ms: int) -> int:
    """Return the time that ``7d`` or ``12h`` (back from now) or a date of RFC 3339 means; a date is midnight, UTC."""
    if match := SPAN.fullmatch(words.strip()):
        return now_ms - int(match[1]) * UNIT_MS[match[2]]
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        raise BadInput(f"The time {words!r}", "is not understood", "write 7d, 12h or 2026-01-31") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def rfc3339(time_ms: int) -> str:
    """Return a time as the protocol writes it: UTC, to the millisecond."""
    return datetime.fromtimestamp(time_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def time_in(text: object) -> int | None:
    """Return a time of an event's own fields; None for what is none."""
    try:
        return round(datetime.fromisoformat(str(text)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
