"""Penn's first course of programming: code states with compiler, run and test outcomes."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.exchange.base import Context, Format, Mapped, Unmapped, mapped
from undersong.exchange.error_classes import error_class
from undersong.exchange.maker import Maker
from undersong.exchange.tables import Cells, count_in, file_in, read_table
from undersong.exchange.times import moment

Data = dict[str, object]

NEEDED = ("programmer", "hw", "t")


class Penn(Format):
    """snapshots.csv → `test_run`, compile_errors.csv and exceptions.csv → `error_occurred`.

    A homework of a student is one session: states were taken at pauses, so gaps say nothing. Left out: exam results,
    grades and published measures, which are about people and not about work.
    """

    name = "penn"
    line = "the Penn CS1 set: a folder with snapshots.csv(.gz), compile_errors and exceptions"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield the runs, then the errors; the store puts them into the order of time."""
        turn = Turn(context)
        table = file_in(path, "snapshots.csv.gz", "snapshots.csv")
        found = read_table(table, [*NEEDED, "tests_failed", "tests_passed"])
        yield from mapped(table.name, found, turn.run)
        for stem, column in (("compile_errors", "error_type"), ("exceptions", "exception")):
            if path.is_dir() and (extra := find(path, stem)):
                yield from mapped(extra.name, read_table(extra, [*NEEDED, column]), turn.error(column))


def find(folder: Path, stem: str) -> Path | None:
    """Return a table of the folder, packed or not."""
    return next((file for file in (folder / f"{stem}.csv.gz", folder / f"{stem}.csv") if file.is_file()), None)


class Turn:
    """Turns rows into events."""

    def __init__(self, context: Context) -> None:
        self._maker, self._names = Maker(Penn.name, context, gap_ms=None), context.names

    def run(self, row: int, cells: Cells) -> Iterable[Event]:
        """Yield the test run of a code state; one that did not compile passed nothing, as the set counts it."""
        passed, failed = count_in(cells, "tests_passed"), count_in(cells, "tests_failed")
        outcome = "failed" if failed else "passed" if passed else "unknown"
        data: Data = {"test.runner": "junit", "test.outcome": outcome, "test.passed": passed, "test.failed": failed}
        yield self._event(Kind.TEST_RUN, row, cells, data)

    def error(self, column: str) -> Callable[[int, Cells], Iterable[Event]]:
        """Return what makes an error of a row."""

        def turn(row: int, cells: Cells) -> Iterable[Event]:
            signature = self._names.hash("\n".join([cells[column], cells.get("file", ""), cells.get("method", "")]))
            data: Data = {
                "error.class": error_class(cells[column]),
                "error.signature": signature,
                "error.state": "appeared",
                "error.severity": "error",
            }
            if cells.get("line", "").isdecimal():
                data |= {"error.line": max(0, count_in(cells, "line") - 1)}
            file = cells.get("file") or cells.get("class") or None
            yield self._event(Kind.ERROR_OCCURRED, f"{column} {row}", cells, data, file)

        return turn

    def _event(self, kind: Kind, identity: object, cells: Cells, data: Data, file: str | None = None) -> Event:
        time_ms, offset = moment(cells["t"], "t")
        person = cells["programmer"]
        path = f"{person}/{cells['hw']}/{file}" if file else None
        data = {**data, "penn.task": self._names.hide(cells["hw"])}
        return self._maker.event(kind, time_ms, person, identity, data, subject=path, offset=offset, part=cells["hw"])
