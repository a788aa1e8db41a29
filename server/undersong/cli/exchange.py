"""`undersong import` and `undersong export`: one's own events, in and out, in every form of the exchange."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from undersong.cli.output import JsonFlag, complain, say, say_json

if TYPE_CHECKING:
    from undersong.cli.files import Ticker
    from undersong.domain.event import Event
    from undersong.exchange.base import Format, TwoWay, Written
    from undersong.exchange.names import Names
    from undersong.store.events import EventStore

# Our own form, which loses nothing; the others are in the catalog of the exchange.
OWN_FORM = "jsonl"
BATCH = 1_000


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("import", help="Take events from a file; what is stored already is left alone.")(import_events)
    app.command("export", help="Write events to a file.")(export_events)


def tell_formats(is_wished: bool) -> None:
    """Name the formats, a line each, and leave."""
    from undersong.exchange.base import TwoWay
    from undersong.exchange.catalog import FORMATS

    if is_wished:
        say(f"{OWN_FORM:18}in, out  events of Undersong, one a line, losing nothing")
        for form in FORMATS:
            say(f"{form.name:18}{'in, out' if issubclass(form, TwoWay) else 'in':9}{form.line}")
        raise typer.Exit


ListFlag = typer.Option(False, "--list", is_eager=True, callback=tell_formats, help="Name the formats and leave.")
FormatArgument = typer.Argument(metavar="FORMAT", help="jsonl, wakatime, activitywatch, progsnap2…: --list names all.")


def import_events(
    form: str = FormatArgument,
    path: str = typer.Argument(metavar="PATH", help="The file or folder, packed by gzip or not; jsonl reads - too."),
    who: str | None = typer.Option(None, help="Only this person's events, by the name that the file has for them."),
    to: str | None = typer.Option(None, help="Write a recording (.jsonl) for `undersong replay` instead of storing."),
    overwrite: bool = typer.Option(False, "--overwrite", help="Replace a recording that is there."),
    as_json: bool = JsonFlag,
    list_formats: bool = ListFlag,  # noqa: ARG001 (its callback acts)
) -> None:
    """Store a file's events; what holds none is told with its place and does not stop the rest."""
    from undersong.cli.files import Ticker
    from undersong.cli.taken import tell_taken
    from undersong.cli.taking import Intake, Source
    from undersong.domain.errors import BadInput

    source = Source(None if form == OWN_FORM else format_of(form), path, who)
    ticker = Ticker("lines read" if form == OWN_FORM else "rows read")
    intake = Intake(source, ticker.tick)
    if to is None:
        with open_store() as store:
            taken = intake.store(store)
    else:
        taken = intake.record(to, overwrite)
    ticker.end()
    tell_taken(taken, as_json)
    if taken.refused and not taken.stored + taken.duplicates:
        raise BadInput(path, "holds no event that could be taken", source.remedy)


def export_events(
    form: str = FormatArgument,
    path: str = typer.Argument(metavar="PATH", help="The file or folder; .gz packs it, jsonl writes - too."),
    since: str = typer.Option(None, help="From when: 7d, or a date; everything without it."),
    until: str = typer.Option(None, help="Until when; everything without it."),
    names_from: str | None = typer.Option(
        None, help="A file of this format that was imported: hashes of names that it holds become names again."
    ),
    overwrite: bool = typer.Option(False, "--overwrite", help="Replace what is there."),
    as_json: bool = JsonFlag,
    list_formats: bool = ListFlag,  # noqa: ARG001 (its callback acts)
) -> None:
    """Write the events of a range, oldest first; only jsonl loses nothing of any event."""
    from undersong.cli.files import STANDARD, Ticker

    range_ms = range_of(since, until)
    ticker = Ticker("events written")
    with open_store() as store:
        events = ticking(store.events_with_lateness(*range_ms), ticker)
        if form == OWN_FORM:
            written = write_own(events, path, overwrite)
        else:
            written = write_other(events, form, path, names_from, overwrite)
    ticker.end()
    if path != STANDARD:
        tell_written(written, path, as_json)


def write_own(events: "Iterable[tuple[Event, bool]]", path: str, overwrite: bool) -> "Written":
    """Write our own form."""
    from undersong.cli.files import open_output
    from undersong.exchange.base import Written
    from undersong.lsp.jsonl import write_events

    written = Written()
    with open_output(path, overwrite) as write:
        write_events(counting(events, written), write)
    return written


def counting(events: "Iterable[tuple[Event, bool]]", written: "Written") -> "Iterator[tuple[Event, bool]]":
    """Pass events on and count their kinds."""
    for event, is_late in events:
        written.mapped[str(event.kind)] += 1
        yield event, is_late


def write_other(
    events: "Iterable[tuple[Event, bool]]", word: str, path: str, names_from: str | None, overwrite: bool
) -> "Written":
    """Write a form of others."""
    from undersong.cli.files import STANDARD
    from undersong.domain.errors import BadInput
    from undersong.exchange.base import TwoWay

    form = format_of(word)
    if not isinstance(form, TwoWay):
        raise BadInput(f"The format {word}", "can only be imported", "`undersong export --list` tells which go out")
    if path == STANDARD:
        raise BadInput(f"The format {word}", "needs a file to write to", "name one")
    if Path(path).exists() and not overwrite:
        raise BadInput(path, "is there already", "choose another name, or say --overwrite")
    return form.write((event for event, _ in events), Path(path), names_for(form, names_from))


def names_for(form: "TwoWay", names_from: str | None) -> "Names":
    """Return the home's hashes, and the names that a file of one's own tells for them."""
    from undersong.cli.taking import salted_names
    from undersong.domain.clock import clock_from_environment
    from undersong.exchange.base import Context

    names = salted_names(remembers=names_from is not None)
    if names_from is not None:
        for _ in form.read(Path(names_from), Context(names, clock_from_environment().now_ms())):
            pass
    return names


def tell_written(written: "Written", path: str, as_json: bool) -> None:
    """Say how many events were written as what, and which had no counterpart."""
    from undersong.cli.taken import listed

    count, left_out = written.mapped.total(), written.left_out.total()
    if as_json:
        found = {"mapped": dict(written.mapped), "left_out": dict(written.left_out)}
        say_json({"written": count, "path": path, **found})
        return
    say(f"{count:,} events were written to {path}.")
    if left_out:
        say(f"{left_out:,} have no counterpart and were left out: {listed(written.left_out)}.")


def format_of(word: str) -> "Format":
    """Return the format of a name; refuse one that is not known."""
    from undersong.domain.errors import BadInput
    from undersong.exchange.catalog import FORMATS

    found = next((form for form in FORMATS if form.name == word), None)
    if found is None:
        known = ", ".join((OWN_FORM, *(form.name for form in FORMATS)))
        raise BadInput(f"The format {word}", "is not known", f"choose from {known}")
    return found()


def ticking(pairs: "Iterable[tuple[Event, bool]]", ticker: "Ticker") -> "Iterator[tuple[Event, bool]]":
    """Pass events on and tell how many there were."""
    for number, pair in enumerate(pairs, 1):
        if number % BATCH == 0:
            ticker.tick(number)
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
