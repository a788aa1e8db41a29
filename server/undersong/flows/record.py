"""What an event goes through between its window and the disk."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from undersong.domain.clock import Clock
from undersong.domain.errors import StoreFull
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.ulid import new_ulid
from undersong.store.events import EventStore, Row, Stored, row_of

log = logging.getLogger(__name__)

# What a person does with their hands; the rest may happen while nobody is there.
ACTIVITY = frozenset({Kind.FILE_MODIFIED, Kind.CURSOR_MOVED, Kind.FILE_OPENED, Kind.COMMAND_EXECUTED, Kind.SELF_REPORT})


class Observer(Protocol):
    """Whoever wants to know that events were stored."""

    def __call__(self, latest: Mapping[str, int], now_ms: int, /) -> None:
        """Take kind → time of its latest event in the batch."""
        ...


class Recorder:
    """Stores batches, tells who wants to know, and writes the daemon's own events.

    Parameters
    ----------
    store
        Where events lie.
    notice
        Tells a person once of a full disk: level, code, text.
    """

    def __init__(self, store: EventStore, clock: Clock, notice: Callable[[str, str, str], None]) -> None:
        self.store, self._clock, self._notice = store, clock, notice
        self._observers: list[Observer] = []
        self._session = new_ulid(clock.now_ms())
        self._seq = 0
        self._is_full = False

    def watch(self, observer: Observer) -> None:
        """Call `observer` after every batch that was stored."""
        self._observers.append(observer)

    def keep(self, rows: Sequence[Row]) -> Stored:
        """Commit a batch; when this returns, it is on disk and may be acknowledged.

        Raises
        ------
        StoreFull
            Nothing of the batch was stored; a person is told the first time.
        """
        try:
            stored = self.store.append(rows)
        except StoreFull as error:
            if not self._is_full:
                self._notice("warning", "store_full", str(error))
            self._is_full = True
            raise
        self._is_full = False
        if not rows:
            return stored
        latest: dict[str, int] = {}
        for row in rows:
            latest[row.kind] = max(row.time_ms, latest.get(row.kind, 0))
        for observer in self._observers:
            observer(latest, self._clock.now_ms())
        return stored

    def write(self, kind: Kind, data: Mapping[str, Any]) -> str:
        """Store an event of the daemon's own and return its id."""
        now = self._clock.now_ms()
        self._seq += 1
        event = Event(new_ulid(now), kind, now, self._seq, "daemon/0", self._session, monotonic_ms=now, data=data)
        self.keep([row_of(event)])
        return event.id
