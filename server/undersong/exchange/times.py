"""Times as other tools write them, and dates for sequences that have none."""

import re
from datetime import UTC, datetime

from undersong.exchange.base import Unusable
from undersong.exchange.maker import DAY_MS, EARLIEST_MS

ZONE = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d\d)?", re.ASCII)
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?|\d{1,15}", re.ASCII)
# From here on a bare number counts milliseconds: as seconds it would lie in the year 5138.
LEAST_MILLISECONDS = 100_000_000_000
# As many digits as a count since the epoch can have; more are some other number.
COUNT = re.compile(r"-?\d{1,15}", re.ASCII)
LONGEST_SECONDS = 366 * 86_400


def moment(text: str, column: str, zone: str = "") -> tuple[int, int]:
    """Return milliseconds since the epoch and minutes of the offset of an ISO 8601 time or a count since the epoch.

    A time without an offset is local to `zone` (``+0200``), or UTC without one.

    >>> moment("2024-03-01T12:00:00+02:00", "time")
    (1709287200000, 120)
    """
    if COUNT.fullmatch(text):
        count = int(text)
        return (count if count >= LEAST_MILLISECONDS else count * 1000), zone_minutes(zone)
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Unusable(column, "it holds no time") from None
    if at.tzinfo is None:
        offset = zone_minutes(zone)
        return milliseconds(at.replace(tzinfo=UTC)) - offset * 60_000, offset
    shift = at.utcoffset()
    return milliseconds(at), int(shift.total_seconds() // 60) if shift else 0


def milliseconds(at: datetime) -> int:
    """Return a moment as whole milliseconds since the epoch, without the error of a float."""
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def zone_minutes(zone: str) -> int:
    """Return the minutes of an offset such as ``+0200``; a name or nothing is UTC."""
    found = ZONE.fullmatch(zone.strip())
    if not found:
        return 0
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes


def from_seconds(value: object, column: str) -> int:
    """Return milliseconds of a number of seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LEAST_MILLISECONDS:
        raise Unusable(column, "it holds no time")
    return round(value * 1000)


class Undated:
    """Lays sequences that know only seconds since their own start one after another, each on a day of its own.

    The first begins on 2000-01-01, so that nobody takes these dates for real ones.
    """

    def __init__(self) -> None:
        self._starts: dict[str, int] = {}
        self._latest_ms = EARLIEST_MS - DAY_MS

    def at(self, sequence: str, seconds: float, column: str, hour: int = 0) -> int:
        """Return the time of a moment; `hour` is the hour of the day at which the sequence began."""
        if not 0 <= seconds <= LONGEST_SECONDS:
            raise Unusable(column, "it is no count of seconds within a year")
        if sequence not in self._starts:
            self._starts[sequence] = (self._latest_ms // DAY_MS + 1) * DAY_MS + hour * 3_600_000
        time_ms = self._starts[sequence] + round(seconds * 1000)
        self._latest_ms = max(self._latest_ms, time_ms)
        return time_ms
