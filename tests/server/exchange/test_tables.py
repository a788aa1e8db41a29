"""Tables, good and bad."""

import gzip
from pathlib import Path

import pytest

from undersong.domain.errors import BadInput, NotThere
from undersong.exchange import tables
from undersong.exchange.base import Unmapped, Unusable
from undersong.exchange.tables import count_in, file_in, number_in, read_table


def found(folder: Path, content: bytes, *needed: str) -> tuple[list[dict[str, str]], list[str]]:
    """Return the rows of a table, and the sentences about the others."""
    path = folder / "t.csv"
    path.write_bytes(content)
    items = list(read_table(path, needed))
    rows = [dict(item[1]) for item in items if not isinstance(item, Unmapped)]
    return rows, [str(item) for item in items if isinstance(item, Unmapped)]


def test_rows_come_with_their_columns(tmp_path: Path) -> None:
    assert found(tmp_path, b'a,b\r\n1,"x, ""y""\nz"\r\n\r\n2,\r\n') == (
        [{"a": "1", "b": 'x, "y"\nz'}, {"a": "2", "b": ""}],
        [],
    )


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert found(tmp_path, b"\xef\xbb\xbfa,b\n1,2\n", "a")[0] == [{"a": "1", "b": "2"}]


def test_a_row_with_too_few_or_too_many_cells_is_told(tmp_path: Path) -> None:
    rows, faults = found(tmp_path, b"a,b\n1\n1,2\n1,2,3\n")

    assert rows == [{"a": "1", "b": "2"}]
    assert faults == [
        "t.csv, row 1: it has 1 cells and the heading 2.",
        "t.csv, row 3: it has 3 cells and the heading 2.",
    ]


def test_a_row_that_is_not_utf_8_is_told_with_its_column(tmp_path: Path) -> None:
    rows, faults = found(tmp_path, b"a,b\n1,\xe4\n1,2\n")

    assert rows == [{"a": "1", "b": "2"}]
    assert faults == ["t.csv, row 1, column b: it is not UTF-8."]


def test_a_cell_without_an_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_CELL", 50)

    rows, faults = found(tmp_path, b"a\n1\n2\n" + b'"' + b"x" * 60 + b"\n")

    assert rows == [{"a": "1"}, {"a": "2"}]
    assert "row 3: it cannot be read" in faults[0]


def test_of_a_cut_file_the_last_row_is_not_trusted(tmp_path: Path) -> None:
    packed = gzip.compress(b"a,b\n" + b"1,2345\n" * 9, 0)

    rows, faults = found(tmp_path, packed[:-12])

    assert {row["b"] for row in rows} == {"2345"}
    assert faults == [f"t.csv, row {len(rows) + 1}: the file cannot be read any further (EOFError)."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"a,a\n1,2\n", "two columns of one name"),
        (b"a\n1\n", "has no column b"),
        (b"\xff\xfea\0", "is UTF-16"),
        (b'"a', "is no table"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=said):
        found(tmp_path, content, "b" if said.startswith("has no") else "a")


@pytest.mark.parametrize("cell", ["", "x", "nan", "inf", "-1", "1e400"])
def test_a_number_that_cannot_be_is_no_number(cell: str) -> None:
    with pytest.raises(Unusable):
        number_in({"n": cell}, "n", least=0)


def test_counts_are_whole() -> None:
    assert count_in({"n": "3.0"}, "n") == 3
    with pytest.raises(Unusable, match="whole"):
        count_in({"n": "3.5"}, "n")


def test_a_folder_gives_the_first_file_that_it_has(tmp_path: Path) -> None:
    (tmp_path / "b.csv").touch()

    assert file_in(tmp_path, "a.csv", "b.csv") == tmp_path / "b.csv"
    assert file_in(tmp_path / "b.csv", "a.csv") == tmp_path / "b.csv"
    with pytest.raises(BadInput, match=r"holds no c\.csv"):
        file_in(tmp_path, "c.csv")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotThere):
        list(read_table(tmp_path / "none.csv"))
    with pytest.raises(BadInput, match="cannot be read"):
        list(read_table(tmp_path))
