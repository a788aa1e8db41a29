"""Events for tests: whole, dated and in a known order, with only what a test is about said."""

import itertools
import random
from collections.abc import Iterator
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.ulid import new_ulid

# A multiple of the window's step, so that windows end at round numbers of seconds after it.
START_MS = 1_760_000_000_000
SECOND_MS, MINUTE_MS = 1_000, 60_000
FILE = "9f86d081884c7d65"
WITH_FILE = frozenset({Kind.FILE_MODIFIED, Kind.FILE_OPENED, Kind.FILE_SAVED, Kind.CURSOR_MOVED})
_seq = itertools.count()


def event(kind: str, seconds: float, **fields: Any) -> Event:
    """Return an event so many seconds after the start.

    `data` holds the kind's own fields; `subject`, `origin`, `source`, `session`, `seq` and `monotonic_ms` may be given.
    """
    at_ms, seq = START_MS + round(seconds * SECOND_MS), fields.pop("seq", next(_seq))
    defaults: dict[str, Any] = {
        "source": "editor/w1",
        "session": "s1",
        "subject": FILE if kind in WITH_FILE else None,
        "origin": Origin.USER if kind == Kind.FILE_MODIFIED else None,
        "monotonic_ms": at_ms - START_MS + 5_000,
    }
    return Event(new_ulid(at_ms, seq.to_bytes(10, "big")), kind, at_ms, seq, **{**defaults, **fields})


def edit(seconds: float, inserted: int = 40, deleted: int = 4, line: int = 10, **fields: Any) -> Event:
    """Return a burst of edits."""
    sizes = {"edit.inserted_chars": inserted, "edit.deleted_chars": deleted, "edit.changes": inserted + deleted}
    data = {**sizes, "edit.first_line": line, "edit.last_line": line, **fields.pop("data", {})}
    return event(Kind.FILE_MODIFIED, seconds, data=data, **fields)


def move(seconds: float, **fields: Any) -> Event:
    """Return a cursor that moved."""
    return event(Kind.CURSOR_MOVED, seconds, data={"cursor.line": 3, "cursor.moves": 1}, **fields)


def run_tests(seconds: float, passed: int | None, failed: int | None, signatures: str = "", **data: Any) -> Event:
    """Return a test run; without counts only its outcome is known."""
    outcome = data.pop("outcome", "failed" if failed else "passed")
    counts = {"test.passed": passed, "test.failed": failed, "test.errors": data.pop("errors", None)}
    more = {"test.outcome": outcome, "test.signatures": signatures, "test.runner": "pytest"}
    return event(Kind.TEST_RUN, seconds, data={**counts, **more, **data})


def command(seconds: float, code: int | None = 1, word: str = "test") -> Event:
    """Return a command that ended."""
    return event(Kind.COMMAND_EXECUTED, seconds, data={"command.class": word, "command.exit_code": code})


def window_focus(seconds: float, gained: bool) -> Event:
    """Return the editor's window losing or gaining the focus."""
    return event(Kind.FOCUS_CHANGED, seconds, data={"focus.target": "window", "focus.gained": gained})


def green_stretch(start: float, minutes: float) -> Iterator[Event]:
    """Yield steady work: typing, some navigation, and tests that pass every three minutes."""
    for n in range(int(minutes * 12)):
        seconds = start + 5 * n
        yield move(seconds) if n % 4 == 3 else edit(seconds, line=n)
        if n % 36 == 35:
            yield run_tests(seconds + 1, 12, 0)


def any_work(chance: random.Random, number: int, gap_seconds: float) -> list[Event]:
    """Return so many edits, runs, commands and debuggers as chance has it, with pauses now and then."""
    seconds, events = 0.0, []
    for _ in range(number):
        seconds += chance.expovariate(1 / gap_seconds) * chance.choice((1, 1, 1, 6))
        which = chance.randrange(4)
        if which == 0:
            file = f"{chance.randrange(4):016x}"
            events.append(edit(seconds, chance.randrange(90), chance.randrange(9), 5, subject=file))
        elif which == 1:
            events.append(run_tests(seconds, chance.randrange(9, 12), chance.randrange(3), "a" * 8))
        elif which == 2:
            events.append(command(seconds, chance.choice((0, 1))))
        else:
            events.append(event(Kind.DEBUG_STARTED, seconds))
    return events
