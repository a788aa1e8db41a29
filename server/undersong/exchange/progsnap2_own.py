"""Events of ours as rows of ProgSnap2."""

from datetime import UTC, datetime, timedelta
from typing import Any

from undersong import __version__
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.exchange.own import event_to_text
from undersong.exchange.progsnap2_rows import OWN_COLUMN

# An event that did not come in as ProgSnap2 goes out under these; the last holds it whole.
OWN_COLUMNS = (
    "EventID",
    "Order",
    "SubjectID",
    "ToolInstances",
    "CodeStateID",
    "EventType",
    "ClientTimestamp",
    "ClientTimezone",
    "SessionID",
    "EventInitiator",
    "EditType",
    "CodeStateSection",
    "SourceLocation",
    "CompileMessageType",
    "CompileMessageData",
    "CompileResult",
    "ExecutionResult",
    "Score",
    "InterventionCategory",
    "InterventionType",
    OWN_COLUMN,
)

TYPES = {
    Kind.FILE_MODIFIED: "File.Edit",
    Kind.FILE_OPENED: "File.Open",
    Kind.FILE_SAVED: "File.Save",
    Kind.CURSOR_MOVED: "X-Cursor.Move",
    Kind.TEST_RUN: "Run.Test",
    Kind.ERROR_OCCURRED: "Compile.Error",
    Kind.COMMIT_CREATED: "X-Commit",
    Kind.COMMAND_EXECUTED: "X-Command",
    Kind.DEBUG_STARTED: "Debug.Program",
    Kind.SESSION_STARTED: "Session.Start",
    Kind.SESSION_ENDED: "Session.End",
    Kind.NUDGE_SHOWN: "Intervention",
}
COMMANDS = {"run": "Run.Program", "build": "Compile"}
EDITS = {Origin.PASTE: "Paste", Origin.UNDO: "Undo", Origin.FORMAT: "Refactor"}
INITIATORS = {Origin.USER: "UserDirectAction", Origin.PASTE: "UserDirectAction", Origin.UNDO: "UserDirectAction"}


def cells_of(event: Event) -> dict[str, Any]:
    """Return the cells of an event's row; a cell that would be empty is left out."""
    cells = {
        "EventID": event.id,
        "SubjectID": "1",
        "ToolInstances": f"Undersong {__version__}",
        "EventType": type_of_row(event),
        "ClientTimestamp": timestamp_of(event),
        "ClientTimezone": zone_of(event.utcoffset_minutes),
        "SessionID": event.session,
        "CodeStateSection": event.subject or "",
        OWN_COLUMN: event_to_text(event),
        **details_of(event),
    }
    return {column: cell for column, cell in cells.items() if cell not in ("", None)}


def type_of_row(event: Event) -> str:
    """Return the word for an event's kind; one that the standard lacks begins with X-, as it asks for."""
    data = event.data
    if event.kind == Kind.COMMAND_EXECUTED:
        return COMMANDS.get(data["command.class"], "X-Command")
    if event.kind == Kind.ERROR_OCCURRED and data.get("error.severity") == "warning":
        return "Compile.Warning"
    if event.kind == Kind.FOCUS_CHANGED and data["focus.target"] == "editor" and data["focus.gained"]:
        return "File.Focus"
    return TYPES.get(event.kind) or f"X-{event.kind}"  # type: ignore[call-overload]


def details_of(event: Event) -> dict[str, Any]:
    """Return the cells that a kind has for itself."""
    data = event.data
    match event.kind:
        case Kind.FILE_MODIFIED:
            edit = EDITS.get(event.origin or Origin.USER, "GenericEdit")
            initiator = INITIATORS.get(event.origin or Origin.USER, "ToolReaction")
            return {"EditType": edit, "EventInitiator": initiator, "SourceLocation": place(data["edit.first_line"])}
        case Kind.CURSOR_MOVED:
            return {"SourceLocation": place(data["cursor.line"])}
        case Kind.TEST_RUN:
            result = {"passed": "Success", "failed": "TestFailed"}.get(data["test.outcome"], "")
            return {"ExecutionResult": result, "Score": score_of(data.get("test.passed"), data.get("test.failed"))}
        case Kind.ERROR_OCCURRED:
            return {"CompileMessageType": data["error.class"], "CompileMessageData": data["error.signature"]}
        case Kind.COMMAND_EXECUTED:
            code = data.get("command.exit_code")
            column = "CompileResult" if data["command.class"] == "build" else "ExecutionResult"
            return {column: "" if code is None else "Error" if code else "Success"}
        case Kind.NUDGE_SHOWN:
            return {
                "InterventionCategory": "Feedback",
                "InterventionType": data["nudge.detector"],
                "EventInitiator": "ToolReaction",
            }
    return {}


def score_of(passed: int | None, failed: int | None) -> float | None:
    """Return the share of tests that passed."""
    return (
        round(passed / (passed + failed), 6) if passed is not None and failed is not None and passed + failed else None
    )


def place(line: int) -> str:
    """Return a line, which we count from 0, as the standard writes places, which counts from 1."""
    return f"Text:{line + 1}"


def timestamp_of(event: Event) -> str:
    """Return an event's local time to the millisecond."""
    seconds, milliseconds = divmod(event.time_ms + event.utcoffset_minutes * 60_000, 1000)
    local = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return f"{local:%Y-%m-%dT%H:%M:%S}.{milliseconds:03}"


def zone_of(minutes: int) -> str:
    """Return an offset as ``+0200``.

    >>> zone_of(-90)
    '-0130'
    """
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"
