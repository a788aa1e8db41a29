"""Event stores in a folder of their own, and rows to put into them."""

from pathlib import Path
from typing import Any

from builders.wire import START_MS, wire_event
from undersong.domain.clock import HeldClock
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.lsp.convert import rows_from_wire
from undersong.store.events import EventStore, Row
from undersong.store.windows import Judged


def open_store(folder: Path, now_ms: int = START_MS) -> EventStore:
    """Open the store of a folder; its clock stands still."""
    return EventStore.open(folder / "events.db", HeldClock(now_ms))


def row(kind: str = "file_modified", time_ms: int = START_MS, late: bool = False, **data: Any) -> Row:
    """Return a row as the daemon makes it."""
    wire = {**wire_event(kind, time_ms, **data), "monotonicms": 1000}
    return rows_of(wire, closed_ms=time_ms if late else None)[0]


def rows_of(*wires: dict[str, Any], closed_ms: int | None = None) -> list[Row]:
    """Return the rows of wire events that must all be good."""
    rows, refused = rows_from_wire(wires, closed_ms)
    assert refused == []
    return rows


def judged(end_ms: int, state: State = State.STEADY) -> Judged:
    """Return a window with a verdict, as the worker tells it."""
    verdict = Verdict("stuck", state, 0.25, end_ms, (("fail_streak", 2.0),), "stuck 0.1.0")
    return Window(end_ms, 3, {"fail_streak": 2.0, "runs": None}), (verdict,), state
