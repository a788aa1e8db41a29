"""Active time: the one rule that all durations of a report rest on."""

from undersong.domain.event import Event
from undersong.domain.work import SESSION_GAP_MS, is_work
from undersong.reports.stretch import MINUTE_MS, Stretch, total_ms

# A longer gap says nothing of what was done in it: two minutes of it count as reading or thinking (the idle time of
# the session features), so that a forgotten editor cannot fill a day.
GAP_CAP_MS = 2 * MINUTE_MS


class ActiveTime:
    """Adds up the gaps between events, none for more than two minutes.

    Where the sender's monotonic clock tells of less time than the calendar (a suspend, a clock set forward), the
    monotonic clock is believed. Time that runs backwards adds nothing.
    """

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.sessions: list[Stretch] = []
        self.last_ms: int | None = None
        self._session, self._monotonic_ms = "", 0

    def feed(self, event: Event) -> None:
        """Take the next event; one that is no work is left out."""
        if not is_work(event):
            return
        if self.last_ms is None:
            self.sessions.append(Stretch(event.time_ms, event.time_ms))
        else:
            self._add(event, self.last_ms)
        self.last_ms = max(event.time_ms, self.last_ms or 0)
        self._session, self._monotonic_ms = event.session, event.monotonic_ms

    @property
    def total_ms(self) -> int:
        """All active time."""
        return total_ms(self.stretches)

    def _add(self, event: Event, last_ms: int) -> None:
        """Add what lies between the last event and this one."""
        gap_ms = max(0, event.time_ms - last_ms)
        if gap_ms > SESSION_GAP_MS:
            self.sessions.append(Stretch(event.time_ms, event.time_ms))
        else:
            self.sessions[-1] = Stretch(self.sessions[-1].start_ms, max(last_ms, event.time_ms))
        self._extend(last_ms, last_ms + min(gap_ms, GAP_CAP_MS, self._monotonic_gap_ms(event, gap_ms)))

    def _monotonic_gap_ms(self, event: Event, gap_ms: int) -> int:
        passed = event.monotonic_ms - self._monotonic_ms
        # Only one sender's clock can be compared with itself; imports have none, so theirs stands still.
        return passed if event.session == self._session and passed > 0 else gap_ms

    def _extend(self, start_ms: int, end_ms: int) -> None:
        if end_ms <= start_ms:
            return
        if self.stretches and self.stretches[-1].end_ms == start_ms:
            start_ms = self.stretches.pop().start_ms
        self.stretches.append(Stretch(start_ms, end_ms))
