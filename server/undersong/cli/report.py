"""`undersong report`: one's own flow, as a page, as JSON or in the terminal."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from undersong.cli.output import JsonFlag, say, say_json, say_table

if TYPE_CHECKING:
    from undersong.domain.places import Places

SINCE = typer.Option("7d", "--since", help="How far back: 7d, 12h, or a date such as 2026-01-31.")
UNTIL = typer.Option(None, "--until", help="Where it ends; without it, now.")
HTML = typer.Option(None, "--html", help="Write one self-contained page here.", dir_okay=False)
NAMES = typer.Option(None, "--names", help="Name the files of this folder instead of showing their hashes.")


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("report", help="One's own flow: focus, switches, what stood still and what ended it.")(report)


def report(
    since: str = SINCE,
    until: str | None = UNTIL,
    html: Path | None = HTML,
    names: Path | None = NAMES,
    as_json: bool = JsonFlag,
) -> None:
    """Read the store, which the daemon may go on writing, and tell what it holds."""
    from undersong.domain.clock import clock_from_environment
    from undersong.domain.places import places_from_environment
    from undersong.domain.span import span_from_words
    from undersong.reports.names import with_names

    places = places_from_environment()
    since_ms, until_ms = span_from_words(since, until, clock_from_environment().now_ms())
    made = read_report(places, since_ms, until_ms)
    known = read_names(names, places.salt) if names else {}
    if html:
        write_page(made, known, html)
    if as_json:
        # For machines the hashes stay whole, so that they can be joined; names only when asked for.
        say_json(with_names(made, known) if names else made)
    elif html:
        say(f"{html} holds the report; it is for your eyes, and nothing in it leads elsewhere.")
    else:
        tell(with_names(made, known))


def read_report(places: "Places", since_ms: int, until_ms: int) -> dict[str, Any]:
    """Return the report of a range; a store that was never made is an empty one."""
    from undersong.cli.features import columns_in_service
    from undersong.domain.zone import zone_offset_minutes
    from undersong.flows.computed import read_background, readers_of
    from undersong.flows.report import make_report
    from undersong.store.events import EventStore

    if not places.events.exists():
        return make_report((), (), since_ms, until_ms)
    store = EventStore.open_read_only(places.events)
    try:
        readers = readers_of(columns_in_service(places.ledger))
        background = read_background(store, until_ms, zone_offset_minutes, readers)
        events, windows = store.events(since_ms, until_ms), store.windows(since_ms, until_ms)
        return make_report(events, windows, since_ms, until_ms, background=background)
    finally:
        store.close()


def read_names(folder: Path, salt_path: Path) -> dict[str, str]:
    """Return hash → path inside the folder; none before the first recording has made the salt.

    Raises
    ------
    NotThere
        The folder does not exist.
    """
    from undersong.domain.errors import NotThere
    from undersong.reports.names import names_in

    if not folder.is_dir():
        raise NotThere(f"The folder {folder}", "give the folder whose files you worked on, such as --names .")
    return names_in(folder, salt_path.read_text(encoding="utf-8").strip()) if salt_path.exists() else {}


def write_page(made: Mapping[str, Any], names: Mapping[str, str], path: Path) -> None:
    """Write the page, readable by its owner alone.

    Raises
    ------
    BadInput
        The file cannot be written.
    """
    from undersong.domain.errors import BadInput
    from undersong.reports.page import html

    page = html(made, names)
    try:
        path.touch(mode=0o600)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        finding = f"cannot be written ({error.strerror})"
        raise BadInput(f"The page {path}", finding, "choose a folder that is there and yours") from error


def tell(made: Mapping[str, Any]) -> None:
    """Print the summary, and every section with its table."""
    say(f"{made['title']}, {made['period']}")
    for sentence in made["summary"]:
        say(sentence)
    for section in made["sections"]:
        say(f"\n{section['title']}: {section['words']}")
        if section["table"]["rows"]:
            say_table(section["table"]["columns"], section["table"]["rows"])
