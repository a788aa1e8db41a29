"""What `undersong import` does with what a file holds: store it, or record it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from undersong.cli.taken import Taken

if TYPE_CHECKING:
    from undersong.domain.event import Event
    from undersong.exchange.base import Context, Format, Mapped, Unmapped
    from undersong.exchange.names import Names
    from undersong.lsp.jsonl import BadLine, Lived
    from undersong.store.events import EventStore, Row

BATCH = 1_000
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder and what it is; no format is our own. `who` names the one person whose events are wanted."""

    form: "Format | None"
    path: str
    who: str | None = None

    @property
    def remedy(self) -> str:
        """What to do about a file that holds nothing."""
        return "make it with `undersong export jsonl PATH`" if self.form is None else f"name {self.form.line}"

    def rows(self, lived: "Lived | None" = None) -> "Iterator[Row | BadLine | Unmapped]":
        """Yield a row for the store, or what is wrong; what lies in lived time came late."""
        from undersong.cli.files import open_input
        from undersong.domain.errors import BadInput
        from undersong.exchange.base import Unmapped
        from undersong.lsp.jsonl import read_rows

        if self.form is None:
            if self.who is not None:
                raise BadInput("--who", "means nothing for our own form", "leave it out")
            with open_input(self.path) as file:
                yield from read_rows(file, lived)
            return
        for found in self.found(self.form):
            row = found if isinstance(found, Unmapped) else row_of(found)
            is_lived = lived and not isinstance(row, Unmapped) and lived.after_ms < row.time_ms <= lived.until_ms
            yield row._replace(late=1) if is_lived and not isinstance(row, Unmapped) else row

    def found(self, form: "Format") -> "Iterator[Mapped | Unmapped]":
        """Yield what the format makes of the file; of one person alone, if so wished."""
        from undersong.cli.files import STANDARD
        from undersong.domain.errors import BadInput
        from undersong.exchange.base import Unmapped, is_about_all
        from undersong.exchange.maker import source_of

        if self.path == STANDARD:
            raise BadInput(f"The format {form.name}", "is not read from standard input", "name a file")
        context = context_here()
        wanted = None if self.who is None else source_of(form.name, self.who, context.names)

        def is_wanted(event: "Event") -> bool:
            return wanted is None or event.source == wanted or is_about_all(event)

        for found in form.read(Path(self.path), context):
            if isinstance(found, Unmapped) or is_wanted(found.event):
                yield found


class Intake:
    """Takes in what a source holds."""

    def __init__(self, source: Source, tick: Callable[[int], None] = lambda _: None) -> None:
        self._source, self._tick, self._read = source, tick, 0

    def store(self, store: "EventStore") -> Taken:
        """Store batch by batch; a disk that fills up keeps the batches before."""
        self._check_home(store)
        taken = Taken(kept_since_ms=kept_since_ms())
        rows = self._sifted(self._source.rows(lived_by(store)), taken)
        while batch := list(islice(rows, BATCH)):
            stored = store.append(batch)
            taken.stored += stored.stored
            taken.duplicates += stored.duplicates
        return taken

    def record(self, path: str, overwrite: bool) -> Taken:
        """Write a recording instead."""
        from undersong.cli.files import open_output
        from undersong.lsp.jsonl import write_events

        if self._source.form is None:
            from undersong.domain.errors import BadInput

            raise BadInput(self._source.path, "is a recording already", "leave --to out")
        taken = Taken(recording=path)
        with open_output(path, overwrite) as write:
            rows = self._sifted(self._source.rows(), taken)
            taken.stored = write_events(((event_of_row(row), False) for row in rows), write)
        return taken

    def _sifted(self, rows: "Iterator[Row | BadLine | Unmapped]", taken: Taken) -> "Iterator[Row]":
        """Pass rows on and note what becomes of everything."""
        from undersong.store.events import Row

        for number, row in enumerate(rows, 1):
            if isinstance(row, Row):
                taken.note(row)
                yield row
            else:
                taken.refuse(row)
            if number % BATCH == 0:
                self._tick(number)

    def _check_home(self, store: "EventStore") -> None:
        """Refuse to mix other people's work with one's own: nothing could tell them apart afterwards."""
        from undersong.domain.errors import BadInput

        form = self._source.form
        if form is None or not form.is_of_others or self._source.who is not None:
            return
        if store.connection.value("SELECT 1 FROM stream WHERE source LIKE 'editor/%' LIMIT 1"):
            raise BadInput(
                self._source.path,
                "holds the work of other people and this home holds yours",
                "name yourself with --who, write a recording with --to FILE.jsonl, or set UNDERSONG_HOME",
            )


def row_of(found: "Mapped") -> "Row | Unmapped":
    """Return the row of an event, held to the schema like any that an editor sends."""
    from undersong.domain.errors import EventRefused
    from undersong.exchange.base import Unmapped
    from undersong.lsp.convert import event_to_wire, row_from_wire

    try:
        return row_from_wire(event_to_wire(found.event))
    except EventRefused as error:
        return Unmapped(found.file, found.row, "", "", f"an event of it is refused: {error.reason}")


def event_of_row(row: "Row") -> "Event":
    """Return the event of a row."""
    from undersong.store.row import event_of

    return event_of((*row[:4], *row.stream, *row[5:]))


def context_here() -> "Context":
    """Return what a reading needs: this home's hashes and the time."""
    from undersong.domain.clock import clock_from_environment
    from undersong.exchange.base import Context

    return Context(salted_names(), clock_from_environment().now_ms())


def salted_names(remembers: bool = False) -> "Names":
    """Return the hashes of this home; its key is made when it has none yet."""
    from undersong.app.salt import read_salt
    from undersong.domain.places import places_from_environment
    from undersong.exchange.names import Names

    return Names(read_salt(places_from_environment().salt), remembers)


def lived_by(store: "EventStore") -> "Lived | None":
    """Return the time through which this store's daemon judged; None for a store without windows."""
    from undersong.domain.window import STEP_MS
    from undersong.lsp.jsonl import Lived

    first_ms, last_ms = store.first_window_end(), store.last_window_end()
    return None if first_ms is None or last_ms is None else Lived(first_ms - STEP_MS, last_ms)


def kept_since_ms() -> int:
    """Return from when on this home's store keeps events."""
    from undersong.domain.clock import clock_from_environment
    from undersong.domain.places import places_from_environment
    from undersong.domain.settings import Settings
    from undersong.flows.choose import Choices

    path = places_from_environment().settings
    settings = Choices(path).settings if path.exists() else Settings()
    return clock_from_environment().now_ms() - settings.raw_days * DAY_MS
