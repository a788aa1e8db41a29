"""Events of ours inside the files of others: whole, in one column or field."""

from typing import Any

import msgspec

from undersong.domain.event import Event
from undersong.exchange.base import Unusable

OWN = "undersong"
# Years have four digits.
AFTER_ALL_MS = 253_402_300_800_000


def event_to_text(event: Event) -> str:
    """Return an event as JSON."""
    return msgspec.json.encode(event).decode()


def event_to_object(event: Event) -> dict[str, Any]:
    """Return an event as an object of JSON, in a field of its own."""
    return {OWN: msgspec.to_builtins(event)}


def event_from_text(text: str, column: str) -> Event:
    """Return the event in a cell that an export of ours wrote; whoever stores it holds it to the schema."""
    try:
        return dated(msgspec.json.decode(text.encode("utf-8", "surrogateescape"), type=Event), column)
    except (ValueError, RecursionError):
        raise Unusable(column, "it holds no event") from None


def event_from_object(data: Any) -> list[Event]:
    """Return the event in an object that an export of ours wrote."""
    try:
        return [dated(msgspec.convert(data[OWN], Event), "data")]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unusable("data", "it holds no event") from None


def dated(event: Event, column: str) -> Event:
    """Return an event whose time can be written."""
    if not 0 <= event.time_ms < AFTER_ALL_MS:
        raise Unusable(column, "it holds no time")
    return event
