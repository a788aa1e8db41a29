"""An event as the columns of its table."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from undersong.domain.event import Event
from undersong.domain.kind import Origin
from undersong.store.connection import Database

ORIGINS = {origin.value: origin for origin in Origin}

COLUMNS = (
    "e.id, e.time_ms, e.seq, e.kind, s.source, s.session, e.subject, e.origin, e.utcoffset, e.mono, e.data, e.extra"
)
# Rows a statement: a fifth less time a row than one by one; beyond fifty nothing is gained.
MOST_A_STATEMENT = 50


class Row(NamedTuple):
    """An event on its way into the store, in the order of the table's columns.

    `stream` is (source, session), for which the store keeps a number; `data` and `extra` are JSON objects as text;
    `late` is 1 for an event whose window was closed when it came.
    """

    id: str
    time_ms: int
    seq: int
    kind: str
    stream: tuple[str, str]
    subject: str | None
    origin: str | None
    utcoffset: int
    mono: int
    data: str
    extra: str | None
    late: int


def insert_rows(database: Database, rows: Sequence[Row], numbers: Mapping[tuple[str, str], int]) -> int:
    """Insert rows whose ids are new and return how many; `numbers` gives each stream's."""
    inserted = 0
    for start in range(0, len(rows), MOST_A_STATEMENT):
        some = rows[start : start + MOST_A_STATEMENT]
        values: list[object] = []
        # Spelled out: slicing and joining tuples takes twice as long, in the hottest line of the daemon.
        for id_, time, seq, kind, stream, subject, origin, offset, mono, data, extra, late in some:
            values += (id_, time, seq, kind, numbers[stream], subject, origin, offset, mono, data, extra, late)
        inserted += database.run(insert_of(len(some)), values)
    return inserted


@cache
def insert_of(rows: int) -> str:
    """Return the statement that inserts so many rows and leaves alone those whose id is there."""
    names = "id, time_ms, seq, kind, stream, subject, origin, utcoffset, mono, data, extra, late"
    places = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"] * rows)
    # Not OR IGNORE: that would also swallow a row that breaks another rule, and count it as a duplicate.
    return f"INSERT INTO event({names}) VALUES {places} ON CONFLICT(id) DO NOTHING"  # noqa: S608 (constants)


def row_of(event: Event, late: bool = False) -> Row:
    """Return the row of an event that this process made itself; what comes over the wire is validated in `lsp`."""
    return Row(
        id=event.id,
        time_ms=event.time_ms,
        seq=event.seq,
        kind=str(event.kind),
        stream=(event.source, event.session),
        subject=event.subject,
        origin=event.origin.value if event.origin else None,
        utcoffset=event.utcoffset_minutes,
        mono=event.monotonic_ms,
        data=text_of(event.data),
        extra=text_of(event.extra) if event.extra else None,
        late=int(late),
    )


def event_of(columns: Sequence[Any]) -> Event:
    """Return the event of `COLUMNS`."""
    id_, time_ms, seq, kind, source, session, subject, origin, utcoffset, mono, data, extra, *_ = columns
    return Event(
        id=id_,
        kind=kind,
        time_ms=time_ms,
        seq=seq,
        source=source,
        session=session,
        subject=subject,
        origin=ORIGINS[origin] if origin else None,
        utcoffset_minutes=utcoffset,
        monotonic_ms=mono,
        data=msgspec.json.decode(data),
        extra=msgspec.json.decode(extra) if extra else {},
    )


def text_of(plain: Any) -> str:
    """Return a value as JSON text."""
    return msgspec.json.encode(plain).decode()
