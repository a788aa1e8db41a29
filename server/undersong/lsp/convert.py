"""Events between the wire (CloudEvents as JSON objects), the domain and the store's rows.

`rows_from_wire` is on the daemon's hottest path: it makes no object but the row, and looks times up where it can.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypedDict

import msgspec

from undersong.domain.errors import EventRefused
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin, type_of
from undersong.lsp.moments import MILLISECONDS, SECONDS, ULID_SECONDS, ULID_TAILS, time_text
from undersong.lsp.schema import BASE, ENVELOPE, reasons, schemas, validator_of
from undersong.store.row import Row

REQUIRED = ("specversion", "id", "source", "type", "time", "sessionid", "seq", "utcoffset", "monotonicms", "data")
KNOWN = frozenset({*REQUIRED, "subject", "origin"})
KIND_WORDS = frozenset(Kind)

encode = msgspec.json.encode
# Skips the call that would only hand the columns over by name.
make_row = tuple.__new__


class Refused(TypedDict):
    """Which event of a batch was refused, and why; `id` is None when it has none that could be told."""

    index: int
    id: str | None
    reason: str


class Judge(NamedTuple):
    """What judges events of one type: its kind, its schema, compiled."""

    kind: str
    schema_id: str
    is_valid: Callable[[Any], bool]


def rows_from_wire(events: Sequence[object], late_before_ms: int | None = None) -> tuple[list[Row], list[Refused]]:
    """Validate each event by itself and return rows for the store, and index, id and reason of those refused.

    `late_before_ms` is the end of the last window that was closed: an event up to then is marked late, as its own
    window is closed. A kind that this version does not know is held to the envelope alone and keeps its whole type.
    """
    rows: list[Row] = []
    refused: list[Refused] = []
    closed_ms = -1 if late_before_ms is None else late_before_ms
    for index, event in enumerate(events):
        try:
            rows.append(row_from_wire(event, closed_ms))
        except EventRefused as error:
            refused.append(Refused(index=index, id=error.event_id, reason=error.reason))
    return rows, refused


def row_from_wire(wire: Any, closed_ms: int = -1) -> Row:
    """Return the row of one event.

    Raises
    ------
    EventRefused
        The schema does not admit it, its id tells another time than its `time`, or JSON cannot express it.
    """
    try:
        kind, _, is_valid = JUDGES[wire["type"]]
        if not is_valid(wire):
            raise refusal(wire)
        id_, time, subject, origin = wire["id"], wire["time"], wire.get("subject"), wire.get("origin")
        time_ms = SECONDS[time[:19]] + MILLISECONDS[time[20:23]]
        if ULID_SECONDS[id_[:8]] + ULID_TAILS[id_[8:10]] != time_ms:
            raise EventRefused(id_, "its id was made at another time than `time` tells")
        is_plain = len(wire) == 10 + (subject is not None) + (origin is not None)
        # fmt: off
        return make_row(Row, (
            id_, time_ms, wire["seq"], kind, (wire["source"], wire["sessionid"]), subject, origin,
            wire["utcoffset"], wire["monotonicms"], encode(wire["data"]).decode(),
            None if is_plain else extra_text(wire), int(time_ms <= closed_ms),
        ))
        # fmt: on
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise refusal(wire) from error


def event_from_wire(wire: Mapping[str, Any]) -> Event:
    """Return the event of a wire object that `rows_from_wire` would take; what is refused there is refused here.

    Raises
    ------
    EventRefused
        As `row_from_wire`.
    """
    row = row_from_wire(wire)
    return Event(
        id=row.id,
        kind=row.kind,
        time_ms=row.time_ms,
        seq=row.seq,
        source=row.stream[0],
        session=row.stream[1],
        subject=row.subject,
        origin=Origin(row.origin) if row.origin else None,
        utcoffset_minutes=row.utcoffset,
        monotonic_ms=row.mono,
        data=dict(wire["data"]),
        extra={name: value for name, value in wire.items() if name not in KNOWN},
    )


def event_to_wire(event: Event) -> dict[str, Any]:
    """Return the CloudEvents object of an event; `event_from_wire` gives the same event back."""
    wire: dict[str, Any] = {
        "specversion": "1.0",
        "id": event.id,
        "source": event.source,
        "type": type_of(event.kind) if event.kind in KIND_WORDS else event.kind,
        "time": time_text(event.time_ms),
        "sessionid": event.session,
        "seq": event.seq,
        "utcoffset": event.utcoffset_minutes,
        "monotonicms": event.monotonic_ms,
    }
    if event.subject is not None:
        wire["subject"] = event.subject
    if event.origin is not None:
        wire["origin"] = event.origin.value
    return {**wire, **event.extra, "data": dict(event.data)}


def extra_text(wire: Mapping[str, Any]) -> str:
    """Return the attributes that this version does not know, as JSON."""
    return encode({name: value for name, value in wire.items() if name not in KNOWN}).decode()


def refusal(wire: Any) -> EventRefused:
    """Return why an event is refused; slow, and tells nothing of its values."""
    if not isinstance(wire, dict):
        return EventRefused(None, "it is no object")
    found = wire.get("id")
    id_ = found if isinstance(found, str) and validator_of(ID).is_valid(found) else None
    return EventRefused(id_, reasons(judge_of(wire.get("type")).schema_id, wire) or odd_value(wire))


def odd_value(wire: Mapping[str, Any]) -> str:
    """Return what is wrong with an event that its schema admits."""
    if wire["type"] in KIND_WORDS:
        return "its type is a bare kind; the whole type begins with dev.undersong.editor"
    if str(wire["time"])[:19] not in SECONDS:
        return "its `time` is no time of any day"
    return "it holds something that JSON cannot express"


ID = f"{ENVELOPE}#/properties/id"


class Judges(dict[str, Judge]):
    """Type → judge; the known kinds' are kept, any other gets the envelope's."""

    def __missing__(self, event_type: str) -> Judge:
        """Return the judge of a known kind and keep it, or that of any other type."""
        if event_type in KIND_WORDS:
            # Stored under its type it would pass for a known kind whose data nobody has judged.
            raise KeyError(event_type)
        judge = judge_of(event_type)
        if judge.schema_id != ENVELOPE:
            self[event_type] = judge
        return judge


JUDGES = Judges()


def judge_of(event_type: object) -> Judge:
    """Return what judges events of a type."""
    return known_judges().get(str(event_type)) or Judge(str(event_type), ENVELOPE, validator_of(ENVELOPE).is_valid)


@cache
def known_judges() -> Mapping[str, Judge]:
    """Return the judges of the kinds that have a schema."""
    judges = {}
    for kind in Kind:
        schema_id = f"{BASE}events/{kind}.json"
        if schema_id in schemas():
            judges[type_of(kind)] = Judge(str(kind), schema_id, validator_of(schema_id).is_valid)
    return judges
