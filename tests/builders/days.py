"""Whole working days: a small editor on which a story is played, minute by minute."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.state import State
from undersong.domain.ulid import new_ulid
from undersong.domain.verdict import Verdict
from undersong.domain.window import STEP_MS, Window, closing_after

MONDAY_MS = int(datetime(2026, 1, 12, tzinfo=UTC).timestamp() * 1000)
MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
DETECTORS = {State.STUCK: "stuck", State.FOCUSED: "flow", State.UNUSUAL: "anomaly", State.STEADY: "stuck"}

Judged = tuple[Window, tuple[Verdict, ...], State]


def subject(number: int) -> str:
    """Return the salted hash of a file that does not exist."""
    return f"{0x9F86D081884C7D65 ^ (number * 0x9E3779B97F4A7C15 % 2**64):016x}"


class Editor:
    """Plays what happens in one window; every method moves the clock on."""

    def __init__(self, start_ms: int = MONDAY_MS, seed: int = 7, utcoffset_minutes: int = 0) -> None:
        self.now_ms, self.offset = start_ms, utcoffset_minutes
        self.events: list[Event] = []
        self.windows: list[Judged] = []
        self.chance = random.Random(seed)
        self.session = new_ulid(start_ms, self.chance.randbytes(10))

    def happen(self, kind: Kind, file: int | None = None, origin: Origin | None = None, **data: Any) -> Event:
        """Add one event at the present time; ``test__outcome`` becomes ``test.outcome``."""
        event = Event(
            id=new_ulid(self.now_ms, self.chance.randbytes(10)),
            kind=kind,
            time_ms=self.now_ms,
            seq=len(self.events),
            source="editor/w1",
            session=self.session,
            subject=None if file is None else subject(file),
            origin=origin,
            utcoffset_minutes=self.offset,
            monotonic_ms=self.now_ms - MONDAY_MS + DAY_MS,
            data={name.replace("__", "."): value for name, value in data.items()},
        )
        self.events.append(event)
        return event

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now_ms += int(seconds * 1000)

    def edit(self, file: int = 0, origin: Origin = Origin.USER) -> Event:
        """Edit a file."""
        chars = self.chance.randint(4, 60)
        lines = {"edit__first_line": 10, "edit__last_line": 12, "edit__changes": chars}
        sizes = {"edit__inserted_chars": chars, "edit__deleted_chars": 2, "edit__seconds": 3}
        return self.happen(Kind.FILE_MODIFIED, file, origin, file__language="python", **lines, **sizes)

    def work(self, minutes: float, file: int = 0, state: State = State.STEADY) -> None:
        """Edit and look around, a few times a minute; windows are judged as told."""
        end_ms, start_ms = self.now_ms + int(minutes * MINUTE_MS), self.now_ms
        while self.now_ms < end_ms:
            if self.chance.random() < 0.5:
                self.edit(file)
            else:
                self.happen(Kind.CURSOR_MOVED, file, cursor__line=self.chance.randint(0, 200), cursor__moves=3)
            self.wait(min(self.chance.uniform(2, 25), (end_ms - self.now_ms) / 1000 + 0.001))
        self.now_ms = end_ms
        self.windows += judged(start_ms, end_ms, state)

    def run_tests(self, passed: int, failed: int) -> Event:
        """Run the tests."""
        outcome = "failed" if failed else "passed"
        counts = {"test__passed": passed, "test__failed": failed, "test__duration_ms": self.chance.randint(400, 9000)}
        return self.happen(Kind.TEST_RUN, test__runner="pytest", test__outcome=outcome, **counts)

    def commit(self) -> Event:
        """Commit."""
        return self.happen(Kind.COMMIT_CREATED, commit__kind="commit", commit__files=2)

    def leave(self, minutes: float) -> None:
        """Go to another program and come back."""
        self.happen(Kind.FOCUS_CHANGED, focus__target="window", focus__gained=False)
        self.wait(minutes * 60)
        self.happen(Kind.FOCUS_CHANGED, focus__target="window", focus__gained=True)

    def suggest(self, outcome: str | None, kind: str = "completion") -> None:
        """Show a suggestion, and let something become of it."""
        id_ = new_ulid(self.now_ms, self.chance.randbytes(10))
        told = {"suggestion__id": id_, "suggestion__kind": kind}
        self.happen(Kind.SUGGESTION_SHOWN, **told, suggestion__latency_ms=self.chance.randint(8, 40))
        self.wait(2)
        if outcome:
            self.happen(Kind.SUGGESTION_OUTCOME, **told, suggestion__outcome=outcome)

    def nudge(self, answer: str | None, level: str = "status_bar") -> None:
        """Be nudged, and answer or not."""
        id_ = new_ulid(self.now_ms, self.chance.randbytes(10))
        self.happen(Kind.NUDGE_SHOWN, nudge__id=id_, nudge__detector="stuck", nudge__level=level)
        self.wait(5)
        if answer:
            self.happen(Kind.NUDGE_ANSWERED, nudge__id=id_, nudge__answer=answer)


def judged(start_ms: int, end_ms: int, state: State) -> Iterator[Judged]:
    """Yield the windows of a stretch, all judged alike."""
    for window_end in range(closing_after(start_ms + 1), end_ms + 1, STEP_MS):
        detector = DETECTORS[state]
        verdict = Verdict(detector, state, 0.8, window_end, (), f"{detector} 0.1.0")
        yield Window(window_end, 4, {}), (verdict,), state


def a_week(days: int = 5, utcoffset_minutes: int = 60) -> Editor:
    """Return a working week: focus in the morning, a knot after lunch, tests, commits, suggestions, nudges."""
    editor = Editor(MONDAY_MS + 8 * HOUR_MS, utcoffset_minutes=utcoffset_minutes)
    for day in range(days):
        editor.now_ms = MONDAY_MS + day * DAY_MS + 8 * HOUR_MS + editor.chance.randint(0, 50) * MINUTE_MS
        morning(editor, day)
        editor.wait(45 * 60)
        afternoon(editor, day)
        editor.wait(25 * 60)
        evening(editor, day)
    return editor


def morning(editor: Editor, day: int) -> None:
    """Play a calm start, a long focus block and a commit."""
    for file in range(editor.chance.randint(3, 7)):
        editor.work(editor.chance.uniform(3, 9), file)
        editor.leave(editor.chance.uniform(0.2, 6))
    editor.work(12, 1)
    for file in (1, 2, 1):
        editor.work(editor.chance.uniform(9, 24), file, State.FOCUSED)
        editor.run_tests(40 + day, editor.chance.randint(0, 1))
        editor.suggest(editor.chance.choice(["accepted", "accepted", "typed_through", "ignored", "partly_accepted"]))
    editor.run_tests(44 + day, 0)
    editor.commit()
    editor.leave(11)


def afternoon(editor: Editor, day: int) -> None:
    """Play switches, on some days a knot that a test run ends, and a second commit."""
    for number in range(editor.chance.randint(4, 9)):
        editor.work(editor.chance.uniform(2, 11), number % 6)
        editor.suggest(editor.chance.choice(["accepted", "dismissed", "typed_through", "ignored", None]))
        editor.leave(editor.chance.uniform(0.1, 5))
    if day % 2 == 0:
        knot(editor, day)
    editor.suggest(editor.chance.choice(["accepted", "dismissed"]), "naming")
    editor.work(editor.chance.uniform(20, 50), 3, State.FOCUSED if day % 3 else State.STEADY)
    if day == 3:
        editor.work(8, 9, State.UNUSUAL)
    editor.run_tests(48 + day, 0)
    editor.commit()


def evening(editor: Editor, day: int) -> None:
    """Play the end of a day: reading, a few files, now and then one more focus block."""
    for number in range(3):
        editor.work(editor.chance.uniform(4, 14), number + 5)
        editor.leave(editor.chance.uniform(1, 8))
    editor.work(editor.chance.uniform(15, 45), 5, State.FOCUSED if day in (1, 3) else State.STEADY)
    editor.run_tests(49 + day, day % 2)


def knot(editor: Editor, day: int) -> None:
    """Play a row of failing runs, a nudge, and the way out."""
    for _ in range(4):
        editor.work(editor.chance.uniform(3, 6), 4, State.STUCK)
        editor.run_tests(40, 3)
    editor.nudge(editor.chance.choice(["helpful", "not_now", None]))
    editor.work(4, 4, State.STUCK)
    editor.happen(Kind.SELF_REPORT, report__state="stuck")
    if day == 2:
        editor.leave(9)
    else:
        editor.run_tests(44, 1)
        editor.work(6, 5)
