"""What an editor would report of what a simulated developer does."""

import random
from typing import Any

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.ulid import new_ulid
from undersong.features.runs import Run

# Of the commands of an IDE few have a counterpart in a terminal; saving is one of them and has its own event.
COMMANDS_KEPT = 0.15
# A debugger that nobody steps for so long is ended.
DEBUG_ENDS_MS = 120_000
FILES = 40
# Own recording: in small edits a third of what is typed is deleted again.
TYPED, DELETED = 3.0, 0.35


class Desk:
    """One window of one developer: knows the file in front, what is unsaved and whether a debugger runs."""

    def __init__(self, name: str, utcoffset_minutes: int, chance: random.Random) -> None:
        self._name, self._offset, self._chance = name, utcoffset_minutes, chance
        self._seq, self._session = 0, ""
        self._recent, self._line = [0], 10
        self._is_dirty, self._is_away = False, False
        self._stepped_ms: int | None = None

    def sit_down(self, at_ms: int, *, is_first: bool) -> list[Event]:
        """Return what the window reports when work begins."""
        self._session, self._seq = new_ulid(at_ms, self._chance.randbytes(10)), 0
        self._is_away, self._stepped_ms = False, None
        return [self._event(Kind.SESSION_STARTED, at_ms, session__reason="opened" if is_first else "resumed")]

    def get_up(self, at_ms: int) -> list[Event]:
        """Return what it reports when nobody is there any more."""
        ended = [] if self._stepped_ms is None else [self._event(Kind.DEBUG_ENDED, at_ms, debug__type="simulated")]
        return [*ended, self._event(Kind.SESSION_ENDED, at_ms, session__reason="idle")]

    def does(self, kind: str, at_ms: int) -> list[Event]:
        """Return the events of one action, of a kind as the aggregates name it; many are not seen by an editor."""
        debugged = self._debug(kind, at_ms)
        match kind:
            case "file_modified":
                return [*debugged, self._edit(at_ms)]
            case "cursor_moved":
                return [*debugged, self._move(at_ms)]
            case "file_opened":
                return [*debugged, self._open(at_ms)]
            case "focus_changed":
                self._is_away = not self._is_away
                target: dict[str, Any] = {"focus__target": "window", "focus__gained": not self._is_away}
                return [*debugged, self._event(Kind.FOCUS_CHANGED, at_ms, **target)]
            case "commit_created":
                return [*debugged, self._event(Kind.COMMIT_CREATED, at_ms, commit__kind="commit")]
            case "command_executed":
                return [*debugged, *self._command(at_ms)]
        return debugged

    def runs(self, run: Run, at_ms: int, seconds: float, *, is_test: bool) -> list[Event]:
        """Return what a run reports when it is over: a runner's words, or a build's exit code."""
        ended = self._debug("build_done", at_ms)
        took = {"duration_ms": int(seconds * 1000), "exit_code": 0 if run.is_green else 1, "via": "terminal"}
        if not is_test:
            named: dict[str, Any] = {f"command__{name}": value for name, value in took.items()}
            return [*ended, self._event(Kind.COMMAND_EXECUTED, at_ms, command__class="build", **named)]
        told: dict[str, Any] = {
            "test__runner": "simulated",
            "test__outcome": "passed" if run.is_green else "failed",
            "test__passed": run.passed,
            "test__failed": run.failed,
            "test__errors": run.errors,
            "test__signatures": " ".join(sorted(run.signatures)),
            **{f"test__{name}": value for name, value in took.items()},
        }
        return [*ended, self._event(Kind.TEST_RUN, at_ms, **told)]

    def _debug(self, kind: str, at_ms: int) -> list[Event]:
        """Follow the debugger: it starts with a step, and ends with an edit, a build, or when it is left alone."""
        if kind in ("debug_started", "debug_step"):
            is_new, self._stepped_ms = self._stepped_ms is None, at_ms
            return [self._event(Kind.DEBUG_STARTED, at_ms, debug__type="simulated")] if is_new else []
        if self._stepped_ms is None:
            return []
        if kind in ("file_modified", "build_done", "test_run") or at_ms - self._stepped_ms > DEBUG_ENDS_MS:
            self._stepped_ms = None
            return [self._event(Kind.DEBUG_ENDED, at_ms, debug__type="simulated")]
        return []

    def _edit(self, at_ms: int) -> Event:
        self._is_dirty = True
        self._line = max(0, self._line + int(self._chance.gauss(0, 4)))
        typed = int(self._chance.lognormvariate(TYPED, 0.9)) + 1
        deleted = int(typed * self._chance.random() * 2 * DELETED)
        sizes = {"edit__inserted_chars": typed, "edit__deleted_chars": deleted, "edit__changes": max(1, typed // 3)}
        lines = {"edit__first_line": self._line, "edit__last_line": self._line + typed // 60}
        return self._event(
            Kind.FILE_MODIFIED, at_ms, self._recent[-1], Origin.USER, edit__seconds=2, file__language="python", **sizes,
            **lines,
        )  # fmt: skip

    def _move(self, at_ms: int) -> Event:
        self._line = max(0, self._line + int(self._chance.gauss(0, 25)))
        return self._event(Kind.CURSOR_MOVED, at_ms, self._recent[-1], cursor__line=self._line, cursor__moves=3)

    def _open(self, at_ms: int) -> Event:
        is_known = len(self._recent) > 1 and self._chance.random() < 0.7
        file = self._chance.choice(self._recent[:-1]) if is_known else self._chance.randrange(FILES)
        self._recent = [*(known for known in self._recent if known != file), file][-4:]
        return self._event(Kind.FILE_OPENED, at_ms, file, file__language="python")

    def _command(self, at_ms: int) -> list[Event]:
        if self._is_dirty:
            self._is_dirty = False
            return [self._event(Kind.FILE_SAVED, at_ms, self._recent[-1], file__language="python")]
        if self._chance.random() >= COMMANDS_KEPT:
            return []
        return [self._event(Kind.COMMAND_EXECUTED, at_ms, command__class="other", command__exit_code=0)]

    def _event(
        self, kind: Kind, at_ms: int, file: int | None = None, origin: Origin | None = None, **data: Any
    ) -> Event:
        self._seq += 1
        return Event(
            id=new_ulid(at_ms, self._chance.randbytes(10)),
            kind=kind,
            time_ms=at_ms,
            seq=self._seq,
            source=f"import/{self._name}",
            session=self._session,
            subject=None if file is None else f"{file + 1:016x}",
            origin=origin,
            utcoffset_minutes=self._offset,
            monotonic_ms=at_ms,
            data={name.replace("__", "."): value for name, value in data.items()},
        )
