"""Tables of comma-separated values, a row at a time."""

import csv
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from undersong.domain.errors import BadInput
from undersong.exchange.base import Unmapped, Unusable
from undersong.exchange.texts import STRAY, cut_off, failure_of, open_text

Cells = Mapping[str, str]

# A cell may hold a whole source file; a longer one is a quote that was never closed.
LONGEST_CELL = 4_194_304


def read_heading(path: Path) -> list[str]:
    """Return the columns of a table."""
    with open_text(path) as file:
        return heading_of(path, csv.reader(file, strict=True))


def read_table(path: Path, needed: Iterable[str] = ()) -> Iterator[tuple[int, Cells] | Unmapped]:
    """Yield number and cells of each row, and what is wrong with rows that cannot be read.

    Raises
    ------
    BadInput
        The file is empty, has a column twice or lacks one that is needed.
    """
    csv.field_size_limit(LONGEST_CELL)
    with open_text(path) as file:
        reader = csv.reader(file, strict=True)
        columns = heading_of(path, reader)
        for column in needed:
            if column not in columns:
                raise BadInput(str(path), f"has no column {column}", "name a file of this format")
        held: tuple[int, Cells] | Unmapped | None = None
        for row in rows_of(path, columns, reader):
            if held:
                yield held
            held = row
        if error := failure_of(file):
            yield cut_off(path, held_number(held), error)  # the last row may lack its end
        elif held:
            yield held


def rows_of(path: Path, columns: list[str], reader: Iterator[list[str]]) -> Iterator[tuple[int, Cells] | Unmapped]:
    """Yield number and cells of each row below the heading."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Unmapped(path.name, number, "", "", f"it cannot be read ({error})")
            continue
        if cells is None:
            return
        if cells:
            yield checked(path, number, columns, cells)


def held_number(held: tuple[int, Cells] | Unmapped | None) -> int:
    """Return the number of a row."""
    return 1 if held is None else held.row if isinstance(held, Unmapped) else held[0]


def heading_of(path: Path, reader: Iterator[list[str]]) -> list[str]:
    """Return the first row as names of columns."""
    try:
        columns = next(reader, None)
    except csv.Error as error:
        raise BadInput(str(path), f"is no table ({error})", "name a file of comma-separated values") from error
    if not columns:
        raise BadInput(str(path), "is empty", "name a file with a heading and rows")
    if len(set(columns)) < len(columns):
        raise BadInput(str(path), "has two columns of one name", "give each column a name of its own")
    return columns


def checked(path: Path, number: int, columns: list[str], cells: list[str]) -> tuple[int, Cells] | Unmapped:
    """Return a row, or what is wrong with its cells."""
    if len(cells) != len(columns):
        return Unmapped(path.name, number, "", "", f"it has {len(cells)} cells and the heading {len(columns)}")
    for column, cell in zip(columns, cells, strict=True):
        if STRAY.search(cell):
            return Unmapped(path.name, number, column, "", "it is not UTF-8")
    return number, dict(zip(columns, cells, strict=True))


def number_in(cells: Cells, column: str, least: float = -math.inf, most: float = math.inf) -> float:
    """Return the number in a cell."""
    try:
        value = float(cells[column])
    except ValueError:
        raise Unusable(column, "it holds no number") from None
    if not (math.isfinite(value) and least <= value <= most):
        raise Unusable(column, "it holds a number that cannot be")
    return value


def count_in(cells: Cells, column: str) -> int:
    """Return the whole number, not below nothing, in a cell."""
    value = number_in(cells, column, 0, 2**53 - 1)
    if value != int(value):
        raise Unusable(column, "it holds no whole number")
    return int(value)


class TableWriter:
    """Writes rows of cells, each line ended as on most systems; a cell may hold line ends of any kind."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._writer = csv.writer(self)  # its own line end makes it quote both signs of which that one is made

    def row(self, cells: Iterable[object]) -> None:
        """Write a row."""
        self._writer.writerow(cells)

    def write(self, line: str) -> None:
        """Take a line from the standard library's writer."""
        self._file.write(line.removesuffix("\r\n") + "\n")


def file_in(path: Path, *names: str) -> Path:
    """Return the first of these files in a folder; a file is itself."""
    if not path.is_dir():
        return path
    found = next((path / name for name in names if (path / name).is_file()), None)
    if found is None:
        raise BadInput(str(path), f"holds no {names[0]}", "name the file")
    return found
