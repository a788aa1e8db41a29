"""Reading the tables of a study: what a row lacks becomes a fault, and the rows around it are used."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from undersong.domain.errors import BadInput
from undersong.learning.studies.base import Fault

Record = dict[str, str]

# What a byte becomes that is no UTF-8.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
# In characters. The limit is the whole process', so whoever reads sets it.
LONGEST_CELL = 131_072
# What a packed file says that was cut short or changed on its way.
BROKEN = (OSError, EOFError, zlib.error)


def read_records(path: Path, columns: Sequence[str], faults: list[Fault]) -> Iterator[tuple[int, Record]]:
    """Yield the number of each usable row, from 1 below the heading, and its cells by column.

    A row with too few or too many cells, or with bytes that are no text, is left out and told in `faults`; so is
    everything behind the place where a packed file breaks off. Raises `BadInput` when the file cannot be opened, is
    empty, or lacks one of `columns`.
    """
    csv.field_size_limit(LONGEST_CELL)
    with opened(path) as lines:
        reader = csv.DictReader(lines)
        check_heading(path, reader, columns)
        row = 0
        while True:
            row += 1
            try:
                record = next(reader, None)
            except csv.Error as error:
                faults.append(Fault(path.name, row, "", f"cannot be read ({error})"))
                continue
            except BROKEN as error:
                faults.append(Fault(path.name, row, "", f"cannot be read from here on ({error})"))
                return
            if record is None:
                return
            fault = fault_of(record)
            if fault is None:
                yield row, cast("Record", record)
            else:
                faults.append(Fault(path.name, row, *fault))


def read_optional(path: Path, columns: Sequence[str], faults: list[Fault]) -> Iterator[tuple[int, Record]]:
    """Yield like `read_records`; a table that is not there or cannot be used has no rows, and a fault says so."""
    try:
        yield from read_records(path, columns, faults)
    except BadInput as error:
        faults.append(Fault(path.name, 0, "", error.finding))


def opened(path: Path) -> IO[str]:
    """Return a table as text, unpacked where its name says that it is packed."""
    try:
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="")
        return path.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise unusable(path, f"cannot be opened ({error.strerror or error})") from error


def check_heading(path: Path, reader: "csv.DictReader[str]", columns: Sequence[str]) -> None:
    """Raise `BadInput` when the first line cannot be read or lacks a column."""
    try:
        found = reader.fieldnames
    except (*BROKEN, csv.Error) as error:
        raise unusable(path, f"cannot be read ({error})") from error
    if found is None:
        raise unusable(path, "is empty")
    missing = [column for column in columns if column not in found]
    if missing:
        raise unusable(path, f"lacks the column {', '.join(missing)} in its heading")


def unusable(path: Path, finding: str) -> BadInput:
    """Return the error for a table of which nothing can be used."""
    return BadInput(path.name, finding, "give the folder that holds the data set as it was published")


def fault_of(record: dict[str | None, str | list[str] | None]) -> tuple[str, str] | None:
    """Return the column and the reason why a row cannot be used, or nothing."""
    if None in record:
        return "", "has more cells than the heading"
    for column, cell in record.items():
        if cell is None:
            return str(column), "has no cell here"
        if UNREADABLE in cell:
            return str(column), "is not text in UTF-8"
    return None
