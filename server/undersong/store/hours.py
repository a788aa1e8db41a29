"""The table ``hour``: sums that stay for good when the events behind them go."""

from collections.abc import Iterator
from dataclasses import dataclass

from undersong.domain.ulid import first_ulid
from undersong.store.connection import Database

HOUR_MS = 3_600_000

KEYS = ("hour_ms", "session", "kind")
SUMS = ("events", "inserted_chars", "deleted_chars", "edit_seconds", "passed", "failed")


@dataclass(frozen=True, slots=True)
class Hour:
    """The sums of one kind of event in one session within one hour.

    Parameters
    ----------
    hour_ms
        When the hour begins, UTC.
    events
        How many there were, late ones included.
    inserted_chars, deleted_chars, edit_seconds
        Of edits by the person's own hands.
    passed, failed
        Test runs by outcome.
    """

    hour_ms: int
    session: str
    kind: str
    events: int
    inserted_chars: int
    deleted_chars: int
    edit_seconds: float
    passed: int
    failed: int


def own(field: str) -> str:
    """Return SQL that sums a field over the edits by the person's own hands; `total` never overflows, `sum` may."""
    return f"""total(json_extract(e.data, '$."edit.{field}"')) FILTER (WHERE e.origin = 'user')"""


def runs(outcome: str) -> str:
    """Return SQL that counts test runs with an outcome."""
    return f"""count(*) FILTER (WHERE json_extract(e.data, '$."test.outcome"') = '{outcome}')"""


# Only constants of this module go into these statements.
FROM_EVENTS = (
    f"SELECT e.time_ms / {HOUR_MS} * {HOUR_MS} AS hour_ms, s.session, e.kind, count(*) AS events,"  # noqa: S608
    f" CAST({own('inserted_chars')} AS INTEGER) AS inserted_chars,"
    f" CAST({own('deleted_chars')} AS INTEGER) AS deleted_chars,"
    f" {own('seconds')} AS edit_seconds, {runs('passed')} AS passed, {runs('failed')} AS failed"
    " FROM event e JOIN stream s ON s.id = e.stream WHERE e.id >= ? AND e.id < ? GROUP BY 1, 2, 3"
)
# Events that were summed, deleted and imported again give the sums that are there; the larger side is the whole one.
SUM_UP = (
    f"INSERT INTO hour({', '.join((*KEYS, *SUMS))}) {FROM_EVENTS} ON CONFLICT({', '.join(KEYS)}) DO UPDATE SET "
    + ", ".join(f"{name} = max({name}, excluded.{name})" for name in SUMS)
)
READ = (
    f"SELECT {', '.join(KEYS)}, {', '.join(f'max({name})' for name in SUMS)} FROM ("  # noqa: S608
    f"SELECT * FROM hour WHERE hour_ms >= ? AND hour_ms <= ? UNION ALL SELECT * FROM ({FROM_EVENTS})"
    f") GROUP BY {', '.join(KEYS)} ORDER BY {', '.join(KEYS)}"
)


def sum_up(database: Database, hour_ms: int) -> None:
    """Write down the sums of one hour's events."""
    database.run(SUM_UP, (first_ulid(hour_ms), first_ulid(hour_ms + HOUR_MS)))


def read_hours(database: Database, since_ms: int, until_ms: int) -> Iterator[Hour]:
    """Yield the sums of the hours that touch a range: those kept, and those of events that are still there."""
    first, last = since_ms // HOUR_MS * HOUR_MS, until_ms // HOUR_MS * HOUR_MS
    for columns in database.rows(READ, (first, last, first_ulid(first), first_ulid(last + HOUR_MS))):
        yield Hour(*columns)
