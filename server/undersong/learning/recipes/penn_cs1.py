"""The Penn CS1 data set: students' code states with tests and compile errors, as series of runs."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from undersong.domain.errors import BadInput
from undersong.features.runs import Run, RunHistory

# A row is positive when none of the next five code states passes more tests than the best so far.
HORIZON = 5
FIRST_TASK, LAST_TASK = "hw03", "hw08"
SNAPSHOTS = "snapshots.csv.gz"
LICENCE = "MIT"

Groups = dict[tuple[str, str], list[dict[str, str]]]


class PennRow(NamedTuple):
    """One code state of one student in one homework."""

    key: str
    person: str
    features: dict[str, float | None]
    is_stuck: bool
    baseline: float


def penn_rows(folder: Path) -> Iterator[PennRow]:
    """Yield the rows to judge: homework 3 to 8, unfinished, with five code states left to look at."""
    groups, seen = read_groups(folder / SNAPSHOTS), read_errors(folder)
    most_tests: defaultdict[str, int] = defaultdict(int)
    for (_, task), records in groups.items():
        most_tests[task] = max(most_tests[task], *(tests_of(record) for record in records))
    for (person, task), records in groups.items():
        if FIRST_TASK <= task <= LAST_TASK:
            yield from task_rows(person, task, records, most_tests[task], seen)


def task_rows(
    person: str, task: str, records: list[dict[str, str]], most: int, seen: dict[tuple[str, str, str], set[str]]
) -> Iterator[PennRow]:
    """Yield the rows of one student's homework; a row knows what happened up to its own time."""
    runs = [run_of(record, seen.get((person, task, record["t"]), set())) for record in records]
    passed = [run.passed or 0 for run in runs]
    history, best, best_at = RunHistory(), passed[0], 0
    for i, run in enumerate(runs):
        history.add(run)
        if passed[i] > best:
            best, best_at = passed[i], i
        if i + HORIZON < len(runs) and best < most:
            is_stuck = max(passed[i + 1 : i + 1 + HORIZON]) <= best
            yield PennRow(f"{person}/{task}/{i}", person, history.features(), is_stuck, float(i - best_at))


def run_of(record: dict[str, str], signatures: set[str]) -> Run:
    """Return a code state as a run; one that did not compile ran no tests."""
    errors = int(record["n_compile_errors"])
    if errors and not tests_of(record):
        return Run(0, None, None, errors, frozenset(signatures))
    return Run(0, int(record["tests_passed"]), int(record["tests_failed"]), errors, frozenset(signatures))


def tests_of(record: dict[str, str]) -> int:
    """Return how many tests a code state ran."""
    return int(record["tests_passed"]) + int(record["tests_failed"])


def read_groups(path: Path) -> Groups:
    """Return the code states of each student and homework by time."""
    groups: Groups = defaultdict(list)
    for record in read_table(path):
        groups[record["programmer"], record["hw"]].append(record)
    for records in groups.values():
        records.sort(key=lambda record: record["t"])
    return groups


def read_errors(folder: Path) -> dict[tuple[str, str, str], set[str]]:
    """Return the kinds of error of each code state; a table that is not there has none."""
    seen: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for name, column in (("compile_errors.csv.gz", "error_type"), ("exceptions.csv.gz", "exception")):
        for record in read_table(folder / name) if (folder / name).is_file() else ():
            seen[record["programmer"], record["hw"], record["t"]].add(record[column])
    return seen


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the records of a packed table; raises `BadInput` when it cannot be read."""
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(path.name, f"cannot be read ({error})", "give the folder that holds the data set") from error
