"""Events as WakaTime's heartbeats."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from undersong import __version__
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Written
from undersong.exchange.drafts import draft_file
from undersong.exchange.texts import json_text

AGENT = f"undersong/{__version__}"
BUILDING = {"build": "building", "test": "running tests", "debug": "debugging"}


def write_heartbeats(events: Iterable[Event], path: Path, own: Callable[[Event], dict[str, Any]]) -> Written:
    """Write a heartbeat for each event that means one; `own` gives back what came in as a heartbeat."""
    written = Written()
    is_by_line = path.name.endswith((".jsonl", ".jsonl.gz"))
    with draft_file(path) as file:
        file.write("" if is_by_line else '{"data": [')
        parting = "" if is_by_line else "\n"
        for event in events:
            beat = own(event) if "wakatime.time" in event.data else heartbeat_of(event)
            if beat is None:
                written.left_out[str(event.kind)] += 1
                continue
            written.mapped[str(beat.get("category") or "coding")] += 1
            file.write(parting + json_text(beat))
            parting = "\n" if is_by_line else ",\n"
        file.write("\n" if is_by_line else "\n]}\n")
    return written


def heartbeat_of(event: Event) -> dict[str, Any] | None:
    """Return the heartbeat of an event of ours, or None for one that says nothing of what is looked at."""
    details = details_of(event.kind, event.data)
    if details is None or (event.subject is None and details["type"] == "file"):
        return None
    return {
        "entity": event.subject or str(event.kind),
        "time": event.time_ms / 1000,
        "category": "coding",
        "is_write": event.kind == Kind.FILE_SAVED,
        "user_agent": AGENT,
        **({"language": event.data["file.language"]} if "file.language" in event.data else {}),
        **({"lines": event.data["file.lines"]} if "file.lines" in event.data else {}),
        **details,
    }


def details_of(kind: str, data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the fields that a kind has for itself, or None for a kind that is no heartbeat."""
    match kind:
        case Kind.FILE_MODIFIED:
            added, gone = data.get("edit.inserted_lines"), data.get("edit.deleted_lines")
            lines = {} if added is None or gone is None else {"line_additions": added, "line_deletions": gone}
            return {"type": "file", "lineno": data["edit.first_line"] + 1, **lines}
        case Kind.CURSOR_MOVED:
            return {"type": "file", "lineno": data["cursor.line"] + 1}
        case Kind.FILE_OPENED | Kind.FILE_SAVED:
            return {"type": "file"}
        case Kind.FOCUS_CHANGED if data["focus.gained"] and data["focus.target"] == "editor":
            return {"type": "file"}
        case Kind.TEST_RUN:
            return {"type": "app", "category": "running tests"}
        case Kind.DEBUG_STARTED:
            return {"type": "app", "category": "debugging"}
        case Kind.COMMAND_EXECUTED:
            return {"type": "app", "category": BUILDING.get(data["command.class"], "coding")}
    return None
