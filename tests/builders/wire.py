"""Wire events for tests that speak LSP."""

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from undersong.domain.kind import type_of
from undersong.domain.ulid import new_ulid

START_MS = 1_700_000_000_000
SESSION = new_ulid(START_MS, bytes(10))
DATA: dict[str, dict[str, Any]] = {
    "file_modified": {
        "file.language": "python",
        "edit.inserted_chars": 20,
        "edit.deleted_chars": 2,
        "edit.changes": 22,
        "edit.first_line": 3,
        "edit.last_line": 3,
        "edit.seconds": 4,
    },
    "file_saved": {"file.language": "python"},
    "file_opened": {"file.language": "python"},
    "cursor_moved": {"cursor.line": 3, "cursor.moves": 1},
    "test_run": {
        "test.runner": "pytest",
        "test.outcome": "passed",
        "test.passed": 5,
        "test.failed": 0,
        "test.exit_code": 0,
    },
    "command_executed": {"command.class": "test", "command.exit_code": 0},
    "commit_created": {"commit.kind": "commit"},
    "session_started": {"session.reason": "opened"},
    "focus_changed": {"focus.target": "window", "focus.gained": True},
}
WITH_FILE = frozenset({"file_modified", "file_saved", "file_opened", "cursor_moved"})
_seq = itertools.count(1)


def wire_event(kind: str = "file_modified", time_ms: int = START_MS, window: str = "w1", **data: Any) -> dict[str, Any]:
    """Return a wire event of a kind; fields of `data` have `__` for the dot and replace the defaults."""
    event: dict[str, Any] = {
        "specversion": "1.0",
        "id": new_ulid(time_ms),
        "source": f"editor/{window}",
        "type": type_of(kind),
        "time": rfc3339(time_ms),
        "sessionid": SESSION,
        "seq": next(_seq),
        "utcoffset": 60,
        "monotonicms": time_ms - START_MS + 1000,
        "data": {**DATA.get(kind, {}), **dotted(data)},
    }
    if kind in WITH_FILE:
        event["subject"] = "9f86d081884c7d65"
    if kind == "file_modified":
        event["origin"] = "user"
    return event


def failing_run(time_ms: int, signatures: str = "0a1b2c3d") -> dict[str, Any]:
    """Return a test run in which one of six tests fails."""
    return wire_event(
        "test_run", time_ms, test__outcome="failed", test__failed=1, test__exit_code=1, test__signatures=signatures
    )


def dotted(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with dots in their names."""
    return {name.replace("__", "."): value for name, value in data.items()}


def rfc3339(time_ms: int) -> str:
    """Return a time as the wire writes it."""
    return datetime.fromtimestamp(time_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
