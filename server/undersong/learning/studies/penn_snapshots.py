"""The tables of Penn CS1: code states with tests, compile errors and exceptions, by student and homework."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from undersong.domain.errors import BadInput
from undersong.learning.studies.base import Fault
from undersong.learning.studies.table import Record, read_optional, read_records

SNAPSHOTS = "snapshots.csv.gz"
COMPILE_ERRORS, EXCEPTIONS = "compile_errors.csv.gz", "exceptions.csv.gz"
PLACE, TESTS = ("programmer", "hw", "t"), ("tests_passed", "tests_failed")
COUNTS = (*TESTS, "n_compile_errors", "n_runtime_errors")
# Nobody was taught with an IDE on the web before; a year after these is a slip of whoever wrote the table.
YEARS = range(1995, 2100)
# More tests or errors than any homework has.
MOST = 100_000

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A code state of one student in one homework, and what the compiler and the tests said of it.

    `mistakes` are (error type, line) of the compiler, `crashes` are (exception, class, method). One that is not
    `is_usable` keeps its place among the others and says nothing; one that `is_repeated` stands in the table twice.
    """

    person: str
    task: str
    at: str
    time_s: float = 0.0
    passed: int = 0
    failed: int = 0
    compile_errors: int = 0
    runtime_errors: int = 0
    mistakes: tuple[Cells, ...] = ()
    crashes: tuple[Cells, ...] = ()
    is_usable: bool = True
    is_repeated: bool = False

    @property
    def tests(self) -> int:
        """Return how many tests ran."""
        return self.passed + self.failed


Series = dict[tuple[str, str], list[Snapshot]]


def read_series(folder: Path, faults: list[Fault]) -> Series:
    """Return the snapshots of each student and homework by time; raises `BadInput` when none can be used."""
    mistakes = read_details(folder / COMPILE_ERRORS, ("error_type", "line"), faults)
    crashes = read_details(folder / EXCEPTIONS, ("exception", "class", "method"), faults)
    series: defaultdict[tuple[str, str], list[Snapshot]] = defaultdict(list)
    for snapshot in read_snapshots(folder / SNAPSHOTS, mistakes, crashes, faults):
        series[snapshot.person, snapshot.task].append(snapshot)
    if not any(snapshot.is_usable for snapshots in series.values() for snapshot in snapshots):
        first = next((f" ({fault!s:.200})" for fault in faults if fault.file == SNAPSHOTS), "")
        raise BadInput(SNAPSHOTS, f"has no row that can be used{first}", "give the folder as it was published")
    for snapshots in series.values():
        snapshots.sort(key=lambda snapshot: snapshot.at)
    return dict(series)


def read_snapshots(
    path: Path, mistakes: dict[Cells, list[Cells]], crashes: dict[Cells, list[Cells]], faults: list[Fault]
) -> Iterator[Snapshot]:
    """Yield the snapshots as they stand in the table, those too that cannot be used."""
    seen: dict[Cells, int] = {}
    for row, record in read_records(path, (*PLACE, *TESTS), faults):
        if row == 1:
            faults += [
                Fault(path.name, 0, column, "is missing, so it is taken as 0")
                for column in COUNTS
                if column not in record
            ]
        person, task, at = place = tuple(record[column] for column in PLACE)
        found = [Fault(path.name, row, column, reason) for column, reason in wrongs(record)]
        first = seen.setdefault(tuple(record.values()), row)
        if first != row:
            found.append(Fault(path.name, row, "", f"repeats row {first} and counts once"))
        faults += found
        if any(fault.column in ("programmer", "hw") for fault in found):
            continue
        if any(fault.column for fault in found):
            yield Snapshot(person, task, at, is_usable=False)
            continue
        passed, failed, *errors = (whole(record.get(column, "0")) or 0 for column in COUNTS)
        details = tuple(mistakes.get(place, ())), tuple(crashes.get(place, ()))
        time_s, is_repeated = seconds(at) or 0.0, first != row
        yield Snapshot(
            person, task, at, time_s, passed, failed, errors[0], errors[1], *details, is_repeated=is_repeated
        )


def read_details(path: Path, columns: Cells, faults: list[Fault]) -> dict[Cells, list[Cells]]:
    """Return what a table tells of each snapshot, by student, homework and time; without the table, nothing."""
    details: defaultdict[Cells, list[Cells]] = defaultdict(list)
    for _, record in read_optional(path, (*PLACE, *columns), faults):
        details[tuple(record[column] for column in PLACE)].append(tuple(record[column] for column in columns))
    return dict(details)


def wrongs(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the column and the reason of everything that keeps a row from being used."""
    for column in ("programmer", "hw"):
        if not record[column]:
            yield column, "is empty"
    if seconds(record["t"]) is None:
        yield "t", f"is no time that can be: {record['t']!r:.40}"
    for column in COUNTS:
        if whole(record.get(column, "0")) is None:
            yield column, f"is no count: {record[column]!r:.40}"


def seconds(text: str) -> float | None:
    """Return a time as seconds since 1970, or nothing where it cannot be."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() if moment.year in YEARS else None


def whole(text: str) -> int | None:
    """Return a count, or nothing where it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if 0 <= number <= MOST and number.is_integer() else None
