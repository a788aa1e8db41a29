"""The features of a session: the part of the work between two absences, all editor windows together."""

from collections.abc import Iterable, Iterator

from undersong.domain.event import Event
from undersong.domain.work import SESSION_GAP_MS, is_work
from undersong.features.handwork import Handwork
from undersong.features.meter import Values
from undersong.features.outcomes import Outcomes
from undersong.features.spent import Spent
from undersong.features.switching import Switching

NAMES = (
    "total_events",
    "duration_hours",
    "file_edit_count",
    "test_run_count",
    "error_rate",
    "git_activity",
    "context_switches",
    "typing_speed",
    "peak_hour_activity",
    "code_complexity",
)
# The same counts seen another way: beside the ten, never instead of them.
MORE = ("wall_hours", "files_edited", "test_pass_share", "errors_per_hour")


def session_features(events: Iterable[Event], peak_hour_activity: float | None = None) -> Values:
    """Return the features of one session's events, given in any order; an id that comes twice counts once.

    `NAMES` are all there, then `MORE`. None is a value that is not known: a rate of less than five minutes' work, a
    share of nothing, the complexity of files that no editor counted. `peak_hour_activity` looks at four weeks, so who
    knows them hands it in (see `undersong.features.temporal`).
    """
    meter = SessionMeter(gap_ms=None)
    for event in canonical(events):
        meter.take(event)
    return meter.close(peak_hour_activity)


def sessions_of(events: Iterable[Event], gap_ms: int = SESSION_GAP_MS) -> Iterator[list[Event]]:
    """Yield the events of each session; `events` come in canonical order, and what is nobody's work ends none.

    Programs' edits after the last work belong to the session that they followed; those before the first to none.
    """
    session: list[Event] = []
    last_ms = 0
    for event in events:
        if is_work(event):
            if session and event.time_ms - last_ms > gap_ms:
                yield session
                session = []
            last_ms = event.time_ms
            session.append(event)
        elif session:
            session.append(event)
    if session:
        yield session


class SessionMeter:
    """Measures the session that is under way, at the same cost an event however long it lasts.

    Events come in canonical order; one that does not come after the last is a duplicate and left out. After a gap of
    more than `gap_ms` without work the session is over and the next begins at nothing; None never ends one.
    """

    def __init__(self, gap_ms: int | None = SESSION_GAP_MS) -> None:
        self._gap_ms = gap_ms
        self._last: tuple[int, str, int, str] | None = None
        self._begin()

    def take(self, event: Event) -> None:
        """Take in the next event."""
        if self._last is not None and event.order <= self._last:
            return
        self._last = event.order
        if self._is_over(event):
            self._begin()
        if self._spent.last_ms is None and not is_work(event):
            return
        for part in self._parts:
            part.take(event)

    def close(self, peak_hour_activity: float | None = None) -> Values:
        """Return the features of the session so far."""
        values: Values = {"peak_hour_activity": peak_hour_activity}
        for part in self._parts:
            values.update(part.values(self._spent.active_ms))
        return {name: values[name] for name in (*NAMES, *MORE)}

    def _begin(self) -> None:
        self._spent = Spent()
        self._parts = (self._spent, Handwork(), Outcomes(), Switching())

    def _is_over(self, event: Event) -> bool:
        last_ms = self._spent.last_ms
        if self._gap_ms is None or last_ms is None or not is_work(event):
            return False
        return event.time_ms - last_ms > self._gap_ms


def canonical(events: Iterable[Event]) -> list[Event]:
    """Return the events in the order of their replay, each id once."""
    return sorted({event.id: event for event in sorted(events, key=order_of, reverse=True)}.values(), key=order_of)


def order_of(event: Event) -> tuple[int, str, int, str]:
    """Return the key of the canonical order."""
    return event.order
