"""An event as the columns of its table."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from undersong.domain.event import Event
from undersong.domain.kind import Origin

ORIGINS = {origin.value: origin for origin in Origin}

COLUMNS = (
    "e.id, e.time_ms, e.seq, e.kind, s.source, s.session, e.subject, e.origin, e.utcoffset, e.mono, e.data, e.extra"
)
INSERT = (
    "INSERT INTO event(id, time_ms, seq, kind, stream, subject, origin, utcoffset, mono, data, extra, late)"
    # Not OR IGNORE: that would also swallow a row that breaks another rule, and count it as a duplicate.
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING"
)


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
