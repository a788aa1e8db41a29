import gzip
from pathlib import Path

import pytest

from undersong.domain.errors import BadInput
from undersong.learning.studies.base import Fault
from undersong.learning.studies.table import Record, read_optional, read_records


def read(path: Path, *columns: str) -> tuple[list[tuple[int, Record]], list[Fault]]:
    faults: list[Fault] = []
    return list(read_records(path, columns, faults)), faults


def packed(folder: Path, text: bytes) -> Path:
    path = folder / "t.csv.gz"
    path.write_bytes(gzip.compress(text))
    return path


def test_a_row_is_known_by_its_number_below_the_heading(tmp_path: Path) -> None:
    rows, faults = read(packed(tmp_path, b"who,count\nA,1\nB,2\n"), "who")

    assert rows == [(1, {"who": "A", "count": "1"}), (2, {"who": "B", "count": "2"})]
    assert not faults


def test_a_table_that_is_not_packed_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("who\nA\n", "utf-8-sig")

    assert read(path, "who")[0] == [(1, {"who": "A"})]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (b"B", "count", "has no cell here"),
        (b"B,2,3", "", "has more cells than the heading"),
        (b"\xff,2", "who", "is not text in UTF-8"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_the_others_are_used(
    tmp_path: Path, row: bytes, column: str, reason: str
) -> None:
    rows, faults = read(packed(tmp_path, b"who,count\nA,1\n" + row + b"\nC,3\n"), "who", "count")

    assert [number for number, _ in rows] == [1, 3]
    assert faults == [Fault("t.csv.gz", 2, column, reason)]


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    whole = gzip.compress(b"who,count\n" + b"".join(b"P%d,%d\n" % (n, n * n) for n in range(9000)))
    path.write_bytes(whole[: len(whole) // 2])

    rows, faults = read(path, "who")

    assert 0 < len(rows) < 9000
    assert [fault.row for fault in faults] == [len(rows) + 1]
    assert "cannot be read from here on" in str(faults[0])


def test_a_cell_too_long_to_be_one_costs_its_row_alone(tmp_path: Path) -> None:
    rows, faults = read(packed(tmp_path, b"who\nA\n" + b"x" * 200_000 + b"\nC\n"), "who")

    assert [number for number, _ in rows] == [1, 3]
    assert [fault.row for fault in faults] == [2]


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (gzip.compress(b""), "is empty"),
        (gzip.compress(b"x\n1\n"), "lacks the column who"),
        (b"no gz", "cannot be read"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_the_persons_mistake(
    tmp_path: Path, content: bytes, finding: str
) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(content)

    with pytest.raises(BadInput, match=rf"t\.csv\.gz {finding}"):
        read(path, "who")


def test_a_file_that_is_not_there_is_the_persons_mistake(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"t\.csv\.gz cannot be opened"):
        read(tmp_path / "t.csv.gz", "who")


def test_a_table_that_may_be_absent_has_no_rows_then(tmp_path: Path) -> None:
    faults: list[Fault] = []

    assert not list(read_optional(tmp_path / "t.csv.gz", ("who",), faults))
    assert [(fault.file, fault.row) for fault in faults] == [("t.csv.gz", 0)]
