"""Reading events back, in the order of their replay."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from undersong.domain.event import Event
from undersong.domain.ulid import first_ulid
from undersong.store.connection import Database
from undersong.store.row import COLUMNS, event_of

PAGE = 1_000
# The last time but one that a ULID can hold, so that the one after it can still be asked for.
LAST_MS = 2**48 - 2


def read_events(
    database: Database, since_ms: int, until_ms: int, kinds: Iterable[str] | None = None, with_late: bool = True
) -> Iterator[tuple[Event, bool]]:
    """Yield the events of a range (both ends included) and whether each came late, in the order of `Event.order`.

    Ids give the order of time, so only the events of one millisecond are sorted here.
    """
    wanted = None if kinds is None else list(kinds)
    pairs = read_by_id(database, since_ms, until_ms, wanted, with_late)
    for _, together in groupby(pairs, lambda pair: pair[0].time_ms):
        yield from sorted(together, key=lambda pair: pair[0].order)


def read_by_id(
    database: Database, since_ms: int, until_ms: int, kinds: list[str] | None, with_late: bool
) -> Iterator[tuple[Event, bool]]:
    """Yield page by page: no statement stays open, so the log can be emptied while someone reads slowly."""
    query = (
        # A left join keeps the order of ids without a sort; each event has its stream.
        f"SELECT {COLUMNS}, e.late FROM event e LEFT JOIN stream s ON s.id = e.stream"  # noqa: S608
        f" WHERE e.id >= ? AND e.id < ?{conditions(kinds, with_late)} ORDER BY e.id LIMIT {PAGE}"
    )
    start, end = first_ulid(since_ms), first_ulid(min(until_ms, LAST_MS) + 1)
    while page := database.rows(query, (start, end, *(kinds or ()))):
        for columns in page:
            yield event_of(columns), bool(columns[-1])
        start = page[-1][0] + "0"  # the first text after the last id


def conditions(kinds: list[str] | None, with_late: bool) -> str:
    """Return what a query adds for a choice of kinds and for events in time."""
    of_kinds = "" if kinds is None else f" AND e.kind IN ({', '.join('?' * len(kinds))})"
    return of_kinds + ("" if with_late else " AND e.late = 0")
