"""The person's own clock: events know how far it was from UTC."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from undersong.domain.event import Event
from undersong.reports.stretch import HOUR_MS, MINUTE_MS, Stretch


class LocalTime:
    """Tells local days and hours, with the offset that held then: people travel, and clocks change in spring."""

    def __init__(self, utcoffset_minutes: int = 0) -> None:
        self._since = [0]
        self._offsets = [utcoffset_minutes]
        self._is_guess = True

    def feed(self, event: Event) -> None:
        """Note a change of the offset; the daemon's own events do not know it."""
        if event.source.startswith("daemon/"):
            return
        if self._is_guess:
            self._offsets, self._is_guess = [event.utcoffset_minutes], False
        elif event.utcoffset_minutes != self._offsets[-1]:
            self._since.append(event.time_ms)
            self._offsets.append(event.utcoffset_minutes)

    def moment(self, time_ms: int) -> datetime:
        """Return the local date and time, without a zone."""
        offset = self._offsets[max(0, bisect_right(self._since, time_ms) - 1)]
        return datetime.fromtimestamp(time_ms // 1000, UTC).replace(tzinfo=None) + timedelta(minutes=offset)

    def day(self, time_ms: int) -> date:
        """Return the local day."""
        return self.moment(time_ms).date()

    def hour(self, time_ms: int) -> float:
        """Return the hour of the local day, with its fraction."""
        moment = self.moment(time_ms)
        return moment.hour + moment.minute / 60 + moment.second / 3600

    def by_day(self, stretch: Stretch) -> Iterator[tuple[date, float, float]]:
        """Yield day, first and last hour of each local day that a stretch touches; 24 is the end of a day."""
        start = stretch.start_ms
        while start < stretch.end_ms:
            left_ms = round((24 - self.hour(start)) * HOUR_MS)
            end = min(stretch.end_ms, start + max(left_ms, 1000))
            first = self.hour(start)
            yield self.day(start), first, min(24.0, first + (end - start) / HOUR_MS)
            start = end

    def days(self, since_ms: int, until_ms: int) -> list[date]:
        """Return every local day from one time to another."""
        first, last = self.day(since_ms), self.day(max(since_ms, until_ms - 1))
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def hours_to_minutes(first: float, last: float) -> float:
    """Return the minutes between two hours of a day."""
    return (last - first) * HOUR_MS / MINUTE_MS
