"""`undersong import` and `undersong export`: one's own events, in and out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

import typer

from undersong.cli.output import JsonFlag, complain, say, say_json

if TYPE_CHECKING:
    from undersong.domain.event import Event
    from undersong.lsp.jsonl import BadLine, Lived
    from undersong.store.events import EventStore

# Formats of others come later; this is the one that loses nothing.
FORMATS = ("jsonl",)

BATCH = 1_000
# Whoever has more bad lines than these learns nothing from the next.
MOST_TOLD = 100


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("import", help="Take events from a file; what is stored already is left alone.")(import_events)
    app.command("export", help="Write events to a file, losing nothing.")(export_events)


def import_events(
    form: str = typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    path: str = typer.Argument(metavar="PATH", help="The file, packed by gzip or not; - reads standard input."),
    as_json: bool = JsonFlag,
) -> None:
    """Store a file's events; lines that hold none are told with their number and do not stop the others."""
    from undersong.cli.files import Ticker, open_input
    from undersong.domain.errors import BadInput

    check_format(form)
    ticker = Ticker("lines read")
    with open_input(path) as file, open_store() as store:
        taken = take_in(store, file, ticker.tick)
    ticker.end()
    tell_taken(taken, as_json)
    if taken.refused and not taken.stored + taken.duplicates:
        raise BadInput(path, "holds no event that could be taken", "make it with `undersong export jsonl PATH`")


def export_events(
    form: str = typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}."),
    path: str = typer.Argument(metavar="PATH", help="The file; .gz packs it, - writes standard output."),
    since: str = typer.Option(None, help="From when: 7d, or a date; everything without it."),
    until: str = typer.Option(None, help="Until when; everything without it."),
    overwrite: bool = typer.Option(False, "--overwrite", help="Replace a file that is there."),
    as_json: bool = JsonFlag,
) -> None:
    """Write the events of a range, oldest first."""
    from undersong.cli.files import STANDARD, Ticker, open_output
    from undersong.lsp.jsonl import write_events

    check_format(form)
    since_ms, until_ms = range_of(since, until)
    ticker = Ticker("events written")
    with open_store() as store, open_output(path, overwrite) as write:
        written = write_events(ticking(store.events_with_lateness(since_ms, until_ms), ticker.tick), write)
    ticker.end()
    if path == STANDARD:
        return
    if as_json:
        say_json({"written": written, "path": path})
    else:
        say(f"{written:,} events were written to {path}.")


@dataclass(slots=True)
class Taken:
    """What became of a file's lines."""

    stored: int = 0
    duplicates: int = 0
    refused: int = 0
    reasons: list["BadLine"] = field(default_factory=list)


def take_in(store: "EventStore", file: BinaryIO, tick: Callable[[int], None] = lambda _: None) -> Taken:
    """Store a file's events batch by batch; a disk that fills up keeps the batches before."""
    from undersong.lsp.jsonl import BadLine, read_rows

    taken, read = Taken(), 0
    found = read_rows(file, lived_by(store))
    while batch := list(islice(found, BATCH)):
        bad = [line for line in batch if isinstance(line, BadLine)]
        stored = store.append([row for row in batch if not isinstance(row, BadLine)])
        taken.stored += stored.stored
        taken.duplicates += stored.duplicates
        taken.refused += len(bad)
        taken.reasons += bad[: MOST_TOLD - len(taken.reasons)]
        read += len(batch)
        tick(read)
    return taken


def lived_by(store: "EventStore") -> "Lived | None":
    """Return the time through which this store's daemon judged; None for a store without windows."""
    from undersong.domain.window import STEP_MS
    from undersong.lsp.jsonl import Lived

    first_ms, last_ms = store.first_window_end(), store.last_window_end()
    return None if first_ms is None or last_ms is None else Lived(first_ms - STEP_MS, last_ms)


def tell_taken(taken: Taken, as_json: bool) -> None:
    """Say what became of the lines: bad ones on the error stream, the sum on the other."""
    for line in taken.reasons:
        complain(f"line {line.number}: {line.reason}.")
    if taken.refused > len(taken.reasons):
        complain(f"{taken.refused - len(taken.reasons):,} more lines were refused.")
    if as_json:
        reasons = [{"line": line.number, "id": line.id, "reason": line.reason} for line in taken.reasons]
        counts = {"stored": taken.stored, "duplicates": taken.duplicates, "refused": taken.refused}
        say_json({**counts, "reasons": reasons})
    else:
        say(f"{taken.stored:,} events stored, {taken.duplicates:,} there already, {taken.refused:,} lines refused.")


def ticking(pairs: Iterable[tuple["Event", bool]], tick: Callable[[int], None]) -> Iterator[tuple["Event", bool]]:
    """Pass events on and tell how many there were."""
    for number, pair in enumerate(pairs, 1):
        if number % BATCH == 0:
            tick(number)
        yield pair


def range_of(since: str | None, until: str | None) -> tuple[int, int]:
    """Return the first and last millisecond of a range; an end that is not given is open."""
    from undersong.domain.clock import clock_from_environment
    from undersong.domain.errors import BadInput
    from undersong.domain.span import time_from_words
    from undersong.store.reading import LAST_MS

    now_ms = clock_from_environment().now_ms()
    since_ms = 0 if since is None else time_from_words(since, now_ms)
    until_ms = LAST_MS if until is None else time_from_words(until, now_ms)
    if until_ms < since_ms:
        raise BadInput(f"The range {since} to {until}", "ends before it begins", "give the earlier time first")
    return since_ms, until_ms


def check_format(form: str) -> None:
    """Refuse a format that is not known."""
    from undersong.domain.errors import BadInput

    if form not in FORMATS:
        raise BadInput(f"The format {form}", "is not known", f"choose from {', '.join(FORMATS)}")


@contextmanager
def open_store() -> Iterator["EventStore"]:
    """Open the person's store beside a daemon that may be running, and close it."""
    from undersong.domain.clock import clock_from_environment
    from undersong.domain.places import places_from_environment
    from undersong.store.events import EventStore

    store = EventStore.open(places_from_environment().events, clock_from_environment())
    if store.problem is not None:
        complain(str(store.problem))
    try:
        yield store
    finally:
        store.close()
