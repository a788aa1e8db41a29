"""What months of work leave behind, read without the weight of whole windows and events."""

from collections.abc import Iterator

import msgspec

from undersong.domain.state import State
from undersong.domain.ulid import first_ulid, time_of
from undersong.domain.window import Features, Window
from undersong.store.connection import Database
from undersong.store.hours import HOUR_MS
from undersong.store.reading import LAST_MS

PAGE = 5_000
# Windows look ten minutes back, so one every two minutes says what all of them say.
SAMPLE_MS = 120_000


def read_states(database: Database, since_ms: int, until_ms: int) -> Iterator[tuple[Window, State]]:
    """Yield windows without their features, and the state of each, oldest first."""
    query = "SELECT end_ms, events, state FROM window WHERE end_ms BETWEEN ? AND ? ORDER BY end_ms LIMIT ?"
    while page := database.rows(query, (since_ms, until_ms, PAGE)):
        for end_ms, events, state in page:
            yield Window(end_ms, events, {}), State(state)
        since_ms = page[-1][0] + 1


def sample_features(database: Database, since_ms: int, until_ms: int) -> Iterator[Features]:
    """Yield the features of one window in six."""
    query = "SELECT features FROM window WHERE end_ms BETWEEN ? AND ? AND events > 0 AND end_ms % ? = 0"
    for (features,) in database.rows(query, (since_ms, until_ms, SAMPLE_MS)):
        yield msgspec.json.decode(features)


def last_window(database: Database, until_ms: int) -> Window | None:
    """Return the newest window with events in it, or None."""
    query = "SELECT end_ms, events, features FROM window WHERE end_ms <= ? AND events > 0 ORDER BY end_ms DESC LIMIT 1"
    for end_ms, events, features in database.rows(query, (until_ms,)):
        return Window(end_ms, events, msgspec.json.decode(features))
    return None


def last_event_ms(database: Database, until_ms: int) -> int | None:
    """Return when the newest event was, or None."""
    newest = database.value("SELECT max(id) FROM event WHERE id < ?", (first_ulid(min(until_ms, LAST_MS) + 1),))
    return None if newest is None else time_of(newest)


def read_offsets(database: Database, since_ms: int, until_ms: int) -> dict[int, int]:
    """Return hour → local time less UTC in minutes, as events tell it; the daemon's own do not know it."""
    query = (
        f"SELECT e.time_ms / {HOUR_MS} * {HOUR_MS}, max(e.utcoffset) FROM event e JOIN stream s ON s.id = e.stream"  # noqa: S608
        " WHERE e.id >= ? AND e.id < ? AND s.source NOT LIKE 'daemon/%' GROUP BY 1"
    )
    return dict(database.rows(query, (first_ulid(since_ms), first_ulid(min(until_ms, LAST_MS) + 1))))
