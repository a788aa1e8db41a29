"""The zone that this machine is set to."""

from datetime import UTC, datetime


def zone_offset_minutes(time_ms: int) -> int:
    """Return what local time is ahead of UTC at a time, summer time included.

    It holds where nothing better is known: an event tells the offset of its own moment, and people travel.
    """
    offset = datetime.fromtimestamp(time_ms / 1000, UTC).astimezone().utcoffset()
    return round(offset.total_seconds() / 60) if offset else 0
