from pathlib import Path

import pytest

from builders.penn import ERROR, SNAPSHOT, write_penn, write_table
from undersong.domain.errors import BadInput
from undersong.learning.studies.base import Fault
from undersong.learning.studies.penn_snapshots import SNAPSHOTS, Series, Snapshot, read_series, seconds, whole

NOON, ONE = "2020-10-01 12:00:00.000", "2020-10-01 13:00:00.000"


def read(folder: Path, *rows: tuple[object, ...]) -> tuple[Series, list[Fault]]:
    if rows:
        write_table(folder / SNAPSHOTS, SNAPSHOT, rows)
    faults: list[Fault] = []
    return read_series(folder, faults), faults


def only(series: Series) -> list[Snapshot]:
    (snapshots,) = series.values()
    return snapshots


def told(faults: list[Fault]) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in faults if fault.file == SNAPSHOTS]


def test_a_snapshot_has_what_the_compiler_and_the_program_said_at_its_time(tmp_path: Path) -> None:
    write_table(tmp_path / "compile_errors.csv.gz", ERROR, [("P", "hw03", NOON, "A.java", 7, "no symbol")])
    crash = ("programmer", "hw", "t", "exception", "class", "method", "line")
    write_table(tmp_path / "exceptions.csv.gz", crash, [("P", "hw03", ONE, "NullPointerException", "A", "run", 7)])

    series, faults = read(tmp_path, ("P", "hw03", ONE, 0, 1, 2, 3), ("P", "hw03", NOON, 1, 0, 0, 0))

    first, second = only(series)
    assert (first.at, first.mistakes, first.crashes) == (NOON, (("no symbol", "7"),), ())
    assert (second.tests, second.passed, second.crashes) == (5, 3, (("NullPointerException", "A", "run"),))
    assert not faults


def test_tables_that_only_add_to_it_may_be_absent(tmp_path: Path) -> None:
    series, faults = read(tmp_path, ("P", "hw03", NOON, 0, 0, 2, 3))

    assert len(only(series)) == 1
    assert [fault.file for fault in faults] == ["compile_errors.csv.gz", "exceptions.csv.gz"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("P", "hw03", "2020-13-45 99:00", 0, 0, 2, 3), "t"),
        (("P", "hw03", "0001-01-01 00:00:00", 0, 0, 2, 3), "t"),
        (("P", "hw03", "", 0, 0, 2, 3), "t"),
        (("P", "hw03", ONE, 0, 0, "nan", 3), "tests_failed"),
        (("P", "hw03", ONE, 0, 0, 2, -3), "tests_passed"),
        (("P", "hw03", ONE, 0.5, 0, 2, 3), "n_compile_errors"),
        (("P", "hw03", ONE, 0, "inf", 2, 3), "n_runtime_errors"),
    ],
)
def test_a_row_that_cannot_be_true_is_told_and_keeps_its_place(
    tmp_path: Path, row: tuple[object, ...], column: str
) -> None:
    series, faults = read(tmp_path, ("P", "hw03", NOON, 0, 0, 2, 3), row)

    assert sorted(snapshot.is_usable for snapshot in only(series)) == [False, True]
    assert told(faults) == [(2, column)]


def test_a_row_of_nobody_has_no_place(tmp_path: Path) -> None:
    series, faults = read(tmp_path, ("", "hw03", NOON, 0, 0, 2, 3), ("P", "hw03", NOON, 0, 0, 2, 3))

    assert len(only(series)) == 1
    assert told(faults) == [(1, "programmer")]


def test_a_repeated_row_is_told_and_known_as_one(tmp_path: Path) -> None:
    row = ("P", "hw03", NOON, 0, 0, 2, 3)

    series, faults = read(tmp_path, row, row)

    assert [snapshot.is_repeated for snapshot in only(series)] == [False, True]
    assert "repeats row 1" in str(next(fault for fault in faults if fault.file == SNAPSHOTS))


def test_a_column_of_counts_that_is_missing_is_told_once_and_taken_as_none(tmp_path: Path) -> None:
    write_table(
        tmp_path / SNAPSHOTS,
        tuple(name for name in SNAPSHOT if name != "n_runtime_errors"),
        [("P", "hw03", NOON, 1, 0, 0)],
    )

    series, faults = read(tmp_path)

    assert only(series)[0].runtime_errors == 0
    assert told(faults) == [(0, "n_runtime_errors")]


def test_a_folder_with_nothing_usable_is_the_persons_mistake_and_names_the_first_row(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"snapshots\.csv\.gz has no row that can be used .*row 1, column tests_passed"):
        read(tmp_path, ("P", "hw03", NOON, 0, 0, 2, "many"))


def test_a_heading_that_lacks_what_is_needed_is_the_persons_mistake(tmp_path: Path) -> None:
    write_table(tmp_path / SNAPSHOTS, SNAPSHOT[:-1], [("P", "hw03", NOON, 0, 0, 2)])

    with pytest.raises(BadInput, match="lacks the column tests_passed"):
        read(tmp_path)


def test_what_a_broken_file_still_holds_is_used(tmp_path: Path) -> None:
    path = write_penn(tmp_path, people=120) / SNAPSHOTS
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    series, faults = read(tmp_path)

    assert 0 < len(series) < 240
    assert "from here on" in str(next(fault for fault in faults if fault.file == SNAPSHOTS))


def test_times_and_counts_are_read_or_nothing() -> None:
    assert seconds("1999-12-31 00:00:00") == seconds("1999-12-31T00:00:00+00:00")
    assert (seconds("1970-01-01"), seconds("soon")) == (None, None)
    assert [whole(text) for text in ("7", "7.0", "7.5", "-1", "nan", "1e9", "")] == [7, 7, None, None, None, None, None]
