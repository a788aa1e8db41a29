"""ProgSnap2, version 6: the form in which research exchanges how people program."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.exchange.base import Context, Mapped, TwoWay, Unmapped, Written, mapped
from undersong.exchange.names import Names
from undersong.exchange.progsnap2_columns import PREFIX, PROPERTIES
from undersong.exchange.progsnap2_rows import Rows
from undersong.exchange.progsnap2_states import CodeStates
from undersong.exchange.progsnap2_writing import write_dataset
from undersong.exchange.tables import Cells, read_heading, read_table

TABLES = ("MainTable.csv", "MainTable.csv.gz", "main_table.csv", "main_table.csv.gz")
METADATA = "DatasetMetadata.csv"


class ProgSnap2(TwoWay):
    """A folder with DatasetMetadata.csv, MainTable.csv and CodeStates/, or the main table alone.

    Every row becomes one event with all of its cells: numbers and the standard's own words as they are, the rest (code,
    names, identifiers) as salted hashes. So the table goes out again with the same rows, columns and order, and with
    the same values where the original is at hand to tell what the hashes stand for. A row that means nothing among our
    kinds is kept without being judged.
    """

    name = "progsnap2"
    line = "ProgSnap2 version 6, a folder or its main table (.csv, .csv.gz)"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event a row, after one that tells the table's columns."""
        table = table_of(path)
        columns = read_heading(table)
        rows = Rows(columns, CodeStates(path), context)
        yield from mapped(table.name, read_table(table, ["EventType", "SubjectID"]), turned(rows, path))

    def write(self, events: Iterable[Event], path: Path, names: Names) -> Written:
        """Write a folder, or the main table alone where the path ends in .csv or .csv.gz."""
        return write_dataset(events, path, names)


def turned(rows: Rows, path: Path) -> Callable[[int, Cells], Iterator[Event]]:
    """Return what makes the event of a row; before the first it tells the columns."""
    properties = properties_of(path)
    told: set[str] = set()

    def turn(number: int, cells: Cells) -> Iterator[Event]:
        event = rows.event(number, cells)
        if not told and f"{PREFIX}row" in event.data:
            told.add(event.id)
            yield rows.heading(event, properties)
        yield event

    return turn


def table_of(path: Path) -> Path:
    """Return the main table of a folder, or the file itself."""
    if not path.is_dir():
        return path
    found = next((path / name for name in TABLES if (path / name).is_file()), None)
    if found is None:
        raise BadInput(str(path), "holds no MainTable.csv", "name a folder of ProgSnap2 or its main table")
    return found


def properties_of(path: Path) -> dict[str, str]:
    """Return what DatasetMetadata.csv tells under names of the standard; a table alone tells nothing."""
    file = path / METADATA
    if not file.is_file():
        return {}
    found = (item for item in read_table(file, ["Property", "Value"]) if not isinstance(item, Unmapped))
    return {cells["Property"]: cells["Value"] for _, cells in found if cells["Property"] in PROPERTIES}
