"""Recorded work to learn from: sessions with a green stretch and a hunted bug, judged and stored as in life."""

from collections.abc import Iterable
from pathlib import Path

from builders.days import MINUTE_MS, MONDAY_MS, Editor
from undersong.domain.clock import HeldClock
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import Window
from undersong.flows.sense import Sense
from undersong.inference.stub import Stub
from undersong.store.events import EventStore
from undersong.store.row import row_of

SIGNATURE = "0a1b2c3d"


def a_session(editor: Editor, green_minutes: float = 22, failing_runs: int = 7, say: str | None = "stuck") -> None:
    """Play about forty minutes: steady typing with green runs, then the same test fails again and again."""
    editor.happen(Kind.SESSION_STARTED, session__reason="opened")
    write_steadily(editor, green_minutes)
    for number in range(failing_runs):
        run(editor, failed=1)
        editor.wait(15)
        editor.edit(number % 3)
        editor.wait(60)
        editor.edit(number % 3)
        editor.wait(45)
    if say:
        editor.happen(Kind.SELF_REPORT, report__state=say)
    editor.wait(40)
    editor.edit(5)
    editor.wait(20)
    run(editor, failed=0)
    editor.commit()
    write_steadily(editor, 4)


def write_steadily(editor: Editor, minutes: float) -> None:
    """Type a line every ten seconds, and run the tests green every five minutes."""
    for step in range(int(minutes * 6)):
        editor.edit(0)
        if step % 30 == 29:
            run(editor, failed=0)
        editor.wait(10)


def run(editor: Editor, failed: int) -> None:
    """Run twelve tests."""
    counts = {"test__passed": 12 - failed, "test__failed": failed, "test__errors": 0}
    told = {"test__outcome": "failed" if failed else "passed", "test__signatures": SIGNATURE if failed else ""}
    editor.happen(Kind.TEST_RUN, test__runner="pytest", **counts, **told)


def sessions(number: int, hours_apart: float = 24) -> list[Event]:
    """Return the events of some sessions, that many hours from one beginning to the next."""
    editor = Editor()
    for nth in range(number):
        editor.now_ms = MONDAY_MS + int(nth * hours_apart * 60 * MINUTE_MS)
        a_session(editor, say=("stuck", None, "focused")[nth % 3])
    return editor.events


def windows_of(events: Iterable[Event]) -> list[Window]:
    """Return the windows of events, as the worker measures them."""
    sense = Sense({name: Stub(name) for name in ("stuck", "flow", "anomaly")})
    sense.feed(events)
    return [judged.window for judged in sense.close_until(2**53) if judged.window.events]


def record(path: Path, events: list[Event]) -> int:
    """Store events and their windows in a new store and return the time after the last."""
    end_ms = max(event.time_ms for event in events) + MINUTE_MS
    store = EventStore.open(path, HeldClock(end_ms))
    store.append([row_of(event) for event in events])
    sense = Sense({name: Stub(name) for name in ("stuck", "flow", "anomaly")})
    sense.feed(events)
    store.put_windows([(judged.window, judged.verdicts, judged.state) for judged in sense.close_until(end_ms)])
    store.close()
    return end_ms
