"""What a row of ProgSnap2 means among our kinds."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.exchange.base import Context, kept
from undersong.exchange.error_classes import error_class
from undersong.exchange.maker import Maker
from undersong.exchange.names import Names
from undersong.exchange.own import event_from_text
from undersong.exchange.progsnap2_columns import PREFIX, PROPERTY_WORDS, WORDS, field_in, hidden
from undersong.exchange.progsnap2_states import CodeStates
from undersong.exchange.tables import Cells, number_in
from undersong.exchange.times import Undated, moment
from undersong.exchange.vocabulary import UNKNOWN

FORM = "progsnap2"
# The column in which a row of our own export holds its whole event.
OWN_COLUMN = "X-Undersong"

ORIGINS = {"paste": Origin.PASTE, "undo": Origin.UNDO, "redo": Origin.UNDO, "format": Origin.FORMAT}
SUFFIXES = {".py": "python", ".java": "java", ".dart": "dart", ".js": "javascript", ".ts": "typescript", ".c": "c"}


class Meaning(NamedTuple):
    """A row among our kinds."""

    kind: str
    data: Mapping[str, Any]
    has_file: bool = False
    origin: Origin | None = None


class Rows:
    """Turns the rows of one table into events."""

    def __init__(self, columns: list[str], states: CodeStates, context: Context) -> None:
        self._columns, self._states, self._names = columns, states, context.names
        self._maker, self._undated = Maker(FORM, context), Undated()
        self._dataset = ""
        self._counts: dict[str, int] = {}

    def event(self, number: int, cells: Cells) -> Event:
        """Return the event of a row."""
        if cells.get(OWN_COLUMN):
            return event_from_text(cells[OWN_COLUMN], OWN_COLUMN)
        self._dataset = self._dataset or self._names.hash("\n".join([*self._columns, *cells.values()]))
        person, file = cells["SubjectID"], file_of(cells)
        time_ms, offset = self._time_of(cells, file)
        self._maker.check(time_ms)
        meaning = self._meaning(cells, file)
        return self._maker.event(
            meaning.kind,
            time_ms,
            person,
            f"{self._dataset} {number}",
            {f"{PREFIX}dataset": self._dataset, f"{PREFIX}row": number, **meaning.data, **self._fields(cells)},
            subject=file if meaning.has_file else None,
            origin=meaning.origin,
            offset=offset,
        )

    def heading(self, first: Event, properties: Mapping[str, str]) -> Event:
        """Return the event that tells the columns of the table, and the properties of the data set."""
        columns = {
            f"{PREFIX}column.{number:04}": field_in(column, self._names)
            for number, column in enumerate(self._columns, 1)
        }
        described = {
            f"{PREFIX}property.{name.lower()}": self._names.word(value, PROPERTY_WORDS)
            for name, value in properties.items()
        }
        data = {f"{PREFIX}dataset": self._dataset, f"{PREFIX}row": 0, **columns, **described}
        return self._maker.event(kept(FORM, "dataset"), first.time_ms, "", self._dataset, data)

    def _fields(self, cells: Cells) -> dict[str, Any]:
        fields = {
            field_in(column, self._names): hidden(column, cell, self._names) for column, cell in cells.items() if cell
        }
        if cells.get("CodeStateID") and (code := self._states.text_of(cells)) is not None:
            fields[f"{PREFIX}code"] = self._names.hide(code)
        return fields

    def _time_of(self, cells: Cells, file: str) -> tuple[int, int]:
        """Return when a row happened; sequences without dates are laid one after another."""
        for side in ("Client", "Server"):
            if cells.get(f"{side}Timestamp"):
                return moment(cells[f"{side}Timestamp"], f"{side}Timestamp", cells.get(f"{side}Timezone", ""))
        if cells.get("X-ElapsedTime"):
            return self._undated.at(file, number_in(cells, "X-ElapsedTime"), "X-ElapsedTime"), 0
        self._counts[file] = self._counts.get(file, -1) + 1
        return self._undated.at(file, self._counts[file], "Order"), 0

    def _meaning(self, cells: Cells, file: str) -> Meaning:
        word = cells["EventType"]
        known = MEANINGS.get(word)
        found = self._edit(cells, file) if word == "File.Edit" else known(cells, self._names) if known else None
        return found or Meaning(kept(FORM, word if word in WORDS["EventType"] else "other"), {})

    def _edit(self, cells: Cells, file: str) -> Meaning | None:
        """Return the meaning of an edit; the text that a sequence begins with is no edit."""
        change, edit = self._states.change(file, cells), cells.get("EditType", "").lower()
        if edit == "init":
            return file_opened(cells, self._names)
        if change is None:
            return None
        is_tool = cells.get("EventInitiator", "").startswith("Tool")
        origin = ORIGINS.get(edit, Origin.AGENT if is_tool else Origin.USER)
        return Meaning(Kind.FILE_MODIFIED, change.data(language_of(cells)), has_file=True, origin=origin)


def file_of(cells: Cells) -> str:
    """Return what stands for the path of the file that a row is about: one a person, task and section."""
    return "/".join(cells.get(column, "") for column in ("SubjectID", "AssignmentID", "ProblemID", "CodeStateSection"))


def language_of(cells: Cells) -> str:
    """Return the language that the file's name tells."""
    return SUFFIXES.get(PurePosixPath(cells.get("CodeStateSection", "")).suffix, UNKNOWN)


def file_opened(cells: Cells, _: Names) -> Meaning:
    """A file was there to work on."""
    return Meaning(Kind.FILE_OPENED, {"file.language": language_of(cells)}, has_file=True)


def file_saved(cells: Cells, _: Names) -> Meaning:
    """A file was saved."""
    return Meaning(Kind.FILE_SAVED, {"file.language": language_of(cells)}, has_file=True)


def command(word: str, result: str) -> Callable[[Cells, Names], Meaning]:
    """Return what makes a command of a class; its exit code is 0 or 1 where the column `result` tells the end."""

    def meaning(cells: Cells, _: Names) -> Meaning:
        end = cells.get(result, "")
        code = None if not end else int(end in ("Error", "Timeout", "TestFailed"))
        return Meaning(
            Kind.COMMAND_EXECUTED, {"command.class": word, "command.exit_code": code, "command.via": "editor"}
        )

    return meaning


def test_run(cells: Cells, names: Names) -> Meaning:
    """Tests were run; how many is not told."""
    outcome = {"Success": "passed", "": "unknown"}.get(cells.get("ExecutionResult", ""), "failed")
    data: dict[str, Any] = {"test.runner": UNKNOWN, "test.outcome": outcome, "test.via": "editor"}
    if outcome == "failed" and cells.get("TestID"):
        data["test.signatures"] = names.hash(cells["TestID"], 8)
    return Meaning(Kind.TEST_RUN, data)


def error(severity: str) -> Callable[[Cells, Names], Meaning]:
    """Return what makes an error or a warning of a compiler's message."""

    def meaning(cells: Cells, names: Names) -> Meaning:
        message = cells.get("CompileMessageType", "")
        data = {
            "error.class": error_class(message),
            "error.signature": names.hash(f"{message}\n{cells.get('CompileMessageData', '')}"),
            "error.state": "appeared",
            "error.severity": severity,
        }
        return Meaning(Kind.ERROR_OCCURRED, data, has_file=True)

    return meaning


def fixed(kind: Kind, **data: Any) -> Callable[[Cells, Names], Meaning]:
    """Return what always means the same; `__` in a field's name is its dot."""
    fields = {name.replace("__", "."): value for name, value in data.items()}
    return lambda _cells, _names: Meaning(kind, fields)


MEANINGS: Mapping[str, Callable[[Cells, Names], Meaning]] = {
    "Session.Start": fixed(Kind.SESSION_STARTED, session__reason="opened"),
    "Session.End": fixed(Kind.SESSION_ENDED, session__reason="closed"),
    "File.Create": file_opened,
    "File.Init": file_opened,
    "File.Open": file_opened,
    "File.Save": file_saved,
    "File.Focus": fixed(Kind.FOCUS_CHANGED, focus__target="editor", focus__gained=True),
    "Compile": command("build", "CompileResult"),
    "Compile.Error": error("error"),
    "Compile.Warning": error("warning"),
    "Run.Program": command("run", "ExecutionResult"),
    "File.Run": command("run", "ExecutionResult"),
    "Run.Test": test_run,
    "Debug.Program": fixed(Kind.DEBUG_STARTED, debug__type=UNKNOWN),
    "Debug.Test": fixed(Kind.DEBUG_STARTED, debug__type=UNKNOWN),
    "Submit": fixed(Kind.COMMIT_CREATED, commit__kind="other"),
    "File.Submit": fixed(Kind.COMMIT_CREATED, commit__kind="other"),
    "X-Commit": fixed(Kind.COMMIT_CREATED, commit__kind="commit"),
    "X-Command": command("other", "ExecutionResult"),
}
