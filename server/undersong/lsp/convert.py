"""Events between the wire (CloudEvents as JSON objects), the domain and the store's rows.

`rows_from_wire` is on the daemon's hottest path: it makes no object but the row, and looks times up where it can.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypedDict

import msgspec

from undersong.domain.errors import EventRefused
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin, kind_of, type_of
from undersong.lsp.moments import MILLISECONDS, SECONDS, ULID_SECONDS, ULID_TAILS, time_text
from undersong.lsp.schema import BASE, ENVELOPE, reasons, schemas, validator_of
from undersong.store.row import Row

REQUIRED = ("specversion", "id", "source", "type", "time", "sessionid", "seq", "utcoffset", "monotonicms", "data")
KNOWN = frozenset({*REQUIRED, "subject", "origin"})
KIND_WORDS = frozenset(Kind)

# CloudEvents names attributes so, and our own fields are dotted.
ATTRIBUTE_NAME = re.compile("[a-z0-9]{1,40}")
DATA_NAME = re.compile("[a-z][a-z0-9_.]{0,63}")
ULID = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}")

Validate = Callable[[Any], bool]
KnowsNames = Callable[[Iterable[str]], bool]

encode = msgspec.json.encode
# Skips the call that would only hand the columns over by name.
make_row = tuple.__new__


class Refused(TypedDict):
    """Which event of a batch was refused, and why; `id` is None when it has none that could be told."""

    index: int
    id: str | None
    reason: str


def rows_from_wire(events: Sequence[object], late_before_ms: int | None = None) -> tuple[list[Row], list[Refused]]:
    """Validate each event by itself and return rows for the store, and index, id and reason of those refused.

    `late_before_ms` is the end of the last window that was closed: an event up to then is marked late, as its own
    window is closed. A kind that this version does not know is held to the envelope alone and keeps its whole type.
    """
    closed_ms = -1 if late_before_ms is None else late_before_ms
    try:
        return [row_from_wire(event, closed_ms) for event in events], []
    except EventRefused:
        return sift(events, closed_ms)


def sift(events: Sequence[object], closed_ms: int) -> tuple[list[Row], list[Refused]]:
    """Do the same for a batch that holds an event to refuse."""
    rows: list[Row] = []
    refused: list[Refused] = []
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
        kind, is_valid, knows_names = JUDGES[wire["type"]]
        if not is_valid(wire):
            raise refusal(wire)
        id_, time, data = wire["id"], wire["time"], wire["data"]
        time_ms = SECONDS[time[:19]] + MILLISECONDS[time[20:23]]
        if ULID_SECONDS[id_[:8]] + ULID_TAILS[id_[8:10]] != time_ms:
            raise EventRefused(id_, "its id was made at another time than `time` tells")
        if not knows_names(data):
            check_names(id_, DATA_NAME, data)
        subject, origin = wire.get("subject"), wire.get("origin")
        is_plain = len(wire) == 10 + (subject is not None) + (origin is not None)
        # fmt: off
        return make_row(Row, (
            id_, time_ms, wire["seq"], kind, (wire["source"], wire["sessionid"]), subject, origin,
            wire["utcoffset"], wire["monotonicms"], encode(data).decode(),
            None if is_plain else extra_text(wire), 1 if time_ms <= closed_ms else 0,
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
    extra = {name: value for name, value in wire.items() if name not in KNOWN}
    check_names(wire["id"], ATTRIBUTE_NAME, extra)
    return encode(extra).decode()


def check_names(event_id: str, form: re.Pattern[str], names: Iterable[str]) -> None:
    """Refuse names that are no names: one could hold a path or a line of code as well as a value could."""
    if not all(form.fullmatch(name) for name in names):
        raise EventRefused(event_id, f"a field's name does not have the form {form.pattern}")


def refusal(wire: Any) -> EventRefused:
    """Return why an event is refused; slow, and tells nothing of its values."""
    if not isinstance(wire, dict):
        return EventRefused(None, "it is no object")
    found = wire.get("id")
    id_ = found if isinstance(found, str) and ULID.fullmatch(found) else None
    return EventRefused(id_, reasons(schema_of(wire.get("type")), wire) or odd_value(wire))


def odd_value(wire: Mapping[str, Any]) -> str:
    """Return what is wrong with an event that its schema admits."""
    if wire["type"] in KIND_WORDS:
        return "its type is a bare kind; the whole type begins with dev.undersong.editor"
    if str(wire["time"])[:19] not in SECONDS:
        return "its `time` is no time of any day"
    return "it holds something that JSON cannot express"


class Judges(dict[str, tuple[str, Validate, KnowsNames]]):
    """Type → kind, what tells whether such an event is valid, and whether all names in its data are the schema's."""

    def __missing__(self, event_type: str) -> tuple[str, Validate, KnowsNames]:
        """Return what judges events of a type; kept for the known kinds, of which there are a few."""
        if event_type in KIND_WORDS:
            # Stored under its bare name it would pass for a known kind whose data nobody has judged.
            raise KeyError(event_type)
        schema_id = schema_of(event_type)
        is_valid = validator_of(schema_id).is_valid
        if schema_id == ENVELOPE:
            return event_type, is_valid, frozenset[str]().issuperset
        names = frozenset(schemas()[schema_id]["properties"]["data"]["properties"])
        self[event_type] = kind_of(event_type), is_valid, names.issuperset
        return self[event_type]


JUDGES = Judges()


def schema_of(event_type: object) -> str:
    """Return the id of the schema for events of a type: its kind's, or the envelope's."""
    kind = kind_of(str(event_type))
    return f"{BASE}events/{kind}.json" if kind in KIND_WORDS and kind != event_type else ENVELOPE
