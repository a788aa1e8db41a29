"""Events as a data set of ProgSnap2."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from undersong.domain.event import Event
from undersong.exchange.base import Written, kept
from undersong.exchange.drafts import draft_file, draft_folder
from undersong.exchange.names import Names
from undersong.exchange.progsnap2_columns import COLUMNS, FIELDS, OTHER, PREFIX, PROPERTIES, column_of
from undersong.exchange.progsnap2_own import OWN_COLUMNS, cells_of
from undersong.exchange.spill import Spill
from undersong.exchange.tables import TableWriter

DATASET = kept("progsnap2", "dataset")
DEFAULTS = {
    "Version": "6",
    "AreEventsOrdered": "true",
    "IsEventOrderingConsistent": "true",
    "CodeStateRepresentation": "Table",
}
FILES = frozenset({"DatasetMetadata.csv", "MainTable.csv", "CodeStates"})
# Fields of a row that are no cells of it.
ABOUT = frozenset({f"{PREFIX}row", f"{PREFIX}dataset", f"{PREFIX}code"})


class Draft:
    """The rows of a data set, gathered before the first can be written: only then are its columns known."""

    def __init__(self, spill: Spill, names: Names) -> None:
        self.spill, self.names, self.written = spill, names, Written()
        self._headings: dict[str, Mapping[str, Any]] = {}
        self._fields: dict[str, None] = {}
        self._own = 0

    def take(self, event: Event) -> None:
        """Take an event: as the row that it came in as, or as a row of our own."""
        data, dataset = event.data, event.data.get(f"{PREFIX}dataset")
        if dataset is None:
            self._own += 1
            self.spill.add("", self._own, cells := {**cells_of(event), "Order": self._own})
            self.written.mapped[cells["EventType"]] += 1
        elif event.kind == DATASET:
            self._headings[dataset] = data
        else:
            fields = {name: value for name, value in data.items() if name.startswith(PREFIX)}
            self._fields.update(dict.fromkeys(fields))
            self.spill.add(dataset, data[f"{PREFIX}row"], fields)
            self.written.mapped[str(data.get(f"{PREFIX}eventtype", "other"))] += 1

    def columns(self) -> list[str]:
        """Return the columns as they came in, after those of our own rows when there are any."""
        fields: dict[str, None] = {}
        for heading in self._headings.values():
            fields.update(
                dict.fromkeys(str(heading[name]) for name in sorted(heading) if name.startswith(f"{PREFIX}column."))
            )
        fields.update(dict.fromkeys(name for name in self._in_order() if name not in fields))
        own = dict.fromkeys(OWN_COLUMNS if self._own else ())
        return [*own, *(column for name in fields if (column := column_of(name, self.names)) not in own)]

    def properties(self) -> dict[str, str]:
        """Return the properties of the one data set that came in, or our own."""
        if len(self._headings) != 1 or self._own:
            return DEFAULTS
        (heading,) = self._headings.values()
        told = {name: heading.get(f"{PREFIX}property.{name.lower()}") for name in PROPERTIES}
        found = {name: str(self.names.show(value)) for name, value in told.items() if value is not None}
        return {**(found or DEFAULTS), "CodeStateRepresentation": "Table"}

    def _in_order(self) -> list[str]:
        """Return the fields of rows whose heading is not among the events, the standard's first."""
        known = [name for name in FIELDS.values() if name in self._fields]
        return known + sorted(name for name in self._fields if name.startswith(OTHER))

    def rows(self, states: "States") -> Iterable[dict[str, Any]]:
        """Yield the cells of each row, with names in place of those hashes that are remembered."""
        for dataset, fields in self.spill.sorted():
            if not dataset:
                yield fields
                continue
            shown = {
                column_of(name, self.names): self.names.show(value)
                for name, value in fields.items()
                if name not in ABOUT and (name in COLUMNS or name.startswith(OTHER))
            }
            states.take(shown.get("CodeStateID"), self.names.show(fields.get(f"{PREFIX}code")), fields)
            yield shown


class States:
    """The table of code states: those whose code the given names tell."""

    def __init__(self, file: TextIO | None) -> None:
        self._writer = TableWriter(file) if file else None
        self._seen: set[Any] = set()
        if self._writer:
            self._writer.row(["CodeStateID", "Code"])

    def take(self, state: Any, code: Any, fields: Mapping[str, Any]) -> None:
        """Write a state once; a code that is still a hash is not known."""
        if self._writer and state is not None and code != fields.get(f"{PREFIX}code") and state not in self._seen:
            self._seen.add(state)
            self._writer.row([state, code])


def write_dataset(events: Iterable[Event], path: Path, names: Names) -> Written:
    """Write a folder, or the main table alone where the path ends in .csv or .csv.gz."""
    with Spill() as spill:
        draft = Draft(spill, names)
        for event in events:
            draft.take(event)
        if path.name.endswith((".csv", ".csv.gz")):
            with draft_file(path) as file:
                write_table(file, draft, States(None))
        else:
            write_folder(path, draft)
    return draft.written


def write_folder(path: Path, draft: Draft) -> None:
    """Write the metadata, the main table and the table of code states."""
    with draft_folder(path, FILES) as folder:
        (folder / "CodeStates").mkdir(mode=0o700)
        with draft_file(folder / "DatasetMetadata.csv") as file:
            properties = TableWriter(file)
            for pair in (("Property", "Value"), *draft.properties().items()):
                properties.row(pair)
        with (
            draft_file(folder / "MainTable.csv") as table,
            draft_file(folder / "CodeStates" / "CodeStates.csv") as states,
        ):
            write_table(table, draft, States(states))


def write_table(file: TextIO, draft: Draft, states: States) -> None:
    """Write the main table."""
    writer, columns = TableWriter(file), draft.columns()
    writer.row(columns)
    for cells in draft.rows(states):
        writer.row(cells.get(column, "") for column in columns)
