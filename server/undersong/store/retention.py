"""What goes when its time is over: events after some weeks (their sums stay), windows after some months."""

from dataclasses import dataclass

from undersong.domain.settings import Settings
from undersong.domain.ulid import first_ulid, time_of
from undersong.store.connection import Database
from undersong.store.hours import HOUR_MS, sum_up
from undersong.store.streams import prune_streams

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Retained:
    """How many events and windows were deleted, and whether more are due (see `most_hours`)."""

    events: int
    windows: int
    is_done: bool


def retain(database: Database, settings: Settings, now_ms: int, most_hours: int | None = None) -> Retained:
    """Delete what is older than the settings allow; at most so many hours of events, for a caller that must not wait.

    An hour goes whole, in one transaction with its sums: no event is summed twice or lost unsummed.
    """
    oldest_kept_ms = (now_ms - settings.raw_days * DAY_MS) // HOUR_MS * HOUR_MS
    deleted = hours = 0
    while (hour_ms := due_hour(database, oldest_kept_ms)) is not None and hours != most_hours:
        deleted += delete_hour(database, hour_ms)
        hours += 1
    windows = database.run("DELETE FROM window WHERE end_ms < ?", (now_ms - settings.window_days * DAY_MS,))
    if deleted or windows:
        prune_streams(database)
        database.give_back()
        database.rows("PRAGMA wal_checkpoint(PASSIVE)")
    return Retained(deleted, windows, hour_ms is None)


def due_hour(database: Database, oldest_kept_ms: int) -> int | None:
    """Return the oldest hour that holds events and is due, or None."""
    first = database.value("SELECT min(id) FROM event WHERE id < ?", (first_ulid(oldest_kept_ms),))
    return None if first is None else time_of(first) // HOUR_MS * HOUR_MS


def delete_hour(database: Database, hour_ms: int) -> int:
    """Sum an hour up and delete its events; return how many there were."""
    with database.transaction():
        sum_up(database, hour_ms)
        return database.run(
            "DELETE FROM event WHERE id >= ? AND id < ?", (first_ulid(hour_ms), first_ulid(hour_ms + HOUR_MS))
        )
