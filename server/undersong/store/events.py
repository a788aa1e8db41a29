"""The event store: ``events.db``, one file a user, written by the daemon and read by whoever is on the same machine."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from undersong.domain.clock import Clock, SystemClock
from undersong.domain.errors import StoreDamaged, StoreError, StoreUnreadable
from undersong.domain.event import Event
from undersong.domain.settings import Settings
from undersong.domain.ulid import first_ulid, time_of
from undersong.store import forgetting, hours, memory, retention, windows
from undersong.store.connection import Database, connect_read_only
from undersong.store.event_steps import STEPS
from undersong.store.migrations import check_version
from undersong.store.opening import COMPANIONS, asides, begin_anew, open_database, part_with
from undersong.store.reading import LAST_MS, read_events
from undersong.store.row import Row, insert_rows, row_of
from undersong.store.streams import Streams
from undersong.store.windows import Judged

__all__ = ["EventStore", "Row", "Stored", "row_of"]

Result = TypeVar("Result")


class Stored(NamedTuple):
    """How many rows of a batch are new, and how many were there already."""

    stored: int
    duplicates: int


class EventStore:
    """Events, windows, hourly sums and a small memory. One object belongs to one thread.

    Ranges of time include both ends. A database that does not open, or turns out to be damaged, is put aside and a
    new one begun; `problem` tells of it.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._streams = Streams(database)
        self._counted: tuple[int, int] | None = None

    @classmethod
    def open(cls, path: Path, clock: Clock) -> Self:
        """Open the store for writing; it is made when it is not there.

        Raises
        ------
        StoreNewer
            A newer version wrote it; it was not touched.
        """
        return cls(open_database(path, STEPS, "NORMAL", clock.now_ms()), clock)

    @classmethod
    def open_read_only(cls, path: Path) -> Self:
        """Open what another process writes; nothing is made, migrated or put aside."""
        database = connect_read_only(path)
        try:
            check_version(database, STEPS)
        except StoreError:
            database.close()
            raise
        return cls(database, SystemClock())

    @property
    def connection(self) -> Database:
        """The open database."""
        return self._database

    @property
    def problem(self) -> StoreUnreadable | None:
        """The database that was put aside, or None."""
        return self._database.problem

    def append(self, rows: Sequence[Row]) -> Stored:
        """Commit a batch whole; an id that is there already is left alone.

        Raises
        ------
        StoreFull
            Nothing of the batch was stored.
        """
        if not self._database.is_in_place():
            self._begin_anew("its file was moved or deleted")
        changed = self._mending(lambda: self._insert(rows))
        if self._counted:
            self._counted = (self._counted[0], self._counted[1] + changed)
        return Stored(changed, len(rows) - changed)

    def events(
        self, since_ms: int = 0, until_ms: int = LAST_MS, kinds: Iterable[str] | None = None, with_late: bool = True
    ) -> Iterator[Event]:
        """Yield events in the order of their replay; of some kinds, and without late ones, if so wished."""
        for event, _ in read_events(self._database, since_ms, until_ms, kinds, with_late):
            yield event

    def events_with_lateness(self, since_ms: int = 0, until_ms: int = LAST_MS) -> Iterator[tuple[Event, bool]]:
        """Yield every event in the order of its replay, and whether it came late."""
        return read_events(self._database, since_ms, until_ms)

    def count(self) -> int:
        """Return how many events are stored; counted once, then kept up to date."""
        version = self._database.value("PRAGMA data_version")
        if self._counted is None or self._counted[0] != version:
            self._counted = (version, self._database.value("SELECT count(*) FROM event"))
        return self._counted[1]

    def count_since(self, since_ms: int) -> int:
        """Return how many events happened at a time or later."""
        return int(self._database.value("SELECT count(*) FROM event WHERE id >= ?", (first_ulid(since_ms),)))

    def count_between(self, since_ms: int, until_ms: int) -> int:
        """Return how many events happened in a range, both ends included."""
        return self.count_since(since_ms) - self.count_since(until_ms + 1)

    def oldest_ms(self) -> int | None:
        """Return the time of the oldest event, or None when there is none."""
        first = self._database.value("SELECT min(id) FROM event")
        return None if first is None else time_of(first)

    def bytes(self) -> int:
        """Return what the store takes on the disk."""
        parts = [self._database.path.with_name(self._database.path.name + end) for end in ("", *COMPANIONS)]
        return sum(part.stat().st_size for part in parts if part.exists())

    def put_windows(self, judged: Sequence[Judged], personal: Mapping[str, Any] | None = None) -> None:
        """Keep windows with their verdicts, and the personal layer after them; what was told stays as it was."""
        self._mending(lambda: windows.put_windows(self._database, judged, personal))

    def personal(self) -> dict[str, Any] | None:
        """Return the personal layer that was kept last, or None."""
        return memory.recall(self._database, memory.PERSONAL)

    def windows(self, since_ms: int = 0, until_ms: int = LAST_MS) -> Iterator[Judged]:
        """Yield the windows that end in a range, oldest first."""
        return windows.read_windows(self._database, since_ms, until_ms)

    def last_window_end(self) -> int | None:
        """Return the end of the newest window, or None."""
        return windows.last_window_end(self._database)

    def first_window_end(self) -> int | None:
        """Return the end of the oldest window, or None."""
        return windows.first_window_end(self._database)

    def hours(self, since_ms: int = 0, until_ms: int = LAST_MS) -> Iterator[hours.Hour]:
        """Yield the sums of the hours that touch a range; older ones outlive their events."""
        return hours.read_hours(self._database, since_ms, until_ms)

    def remember(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep a small value for the next start."""
        self._mending(lambda: memory.remember(self._database, key, value))

    def remember_together(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep several values for the next start, all or none."""
        self._mending(lambda: memory.remember_together(self._database, values))

    def recall(self, key: str) -> dict[str, Any] | None:
        """Return what was kept under a key, or None."""
        return memory.recall(self._database, key)

    def retain(self, settings: Settings, most_hours: int | None = None) -> retention.Retained:
        """Delete what is older than the settings allow; call again while it is not done."""
        self._forget_caches()
        return retention.retain(self._database, settings, self._clock.now_ms(), most_hours)

    def forget(self, since_ms: int, until_ms: int) -> int:
        """Delete the events of a range and whatever was made of them; return how many there were."""
        self._forget_caches()
        return forgetting.forget(self._database, since_ms, until_ms)

    def forget_all(self) -> int:
        """Delete everything, the databases that were put aside included; return how many events there were."""
        self._forget_caches()
        return forgetting.forget_all(self._database)

    def aside_count(self) -> int:
        """Return how many files of databases that were put aside lie beside this one; they may hold events."""
        return len(asides(self._database.path))

    def forgettings(self) -> int:
        """Return how often something was forgotten, by any process."""
        return forgetting.forgettings(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _insert(self, rows: Sequence[Row]) -> int:
        try:
            with self._database.transaction():
                self._streams.refresh()
                return insert_rows(self._database, rows, self._streams)
        except BaseException:
            self._streams.clear()  # what it added was rolled back
            raise

    def _forget_caches(self) -> None:
        """Streams may go with their events, and a process does not see its own changes in `data_version`."""
        self._streams.clear()
        self._counted = None

    def _mending(self, action: Callable[[], Result]) -> Result:
        """Do it; when the file turns out to be damaged, do it with a new one."""
        try:
            return action()
        except StoreDamaged as damage:
            self._begin_anew(damage.finding)
            return action()

    def _begin_anew(self, finding: str) -> None:
        aside = part_with(self._database, self._clock.now_ms())
        self._database = begin_anew(self._database.path, STEPS, "NORMAL", aside, finding)
        self._streams, self._counted = Streams(self._database), None
