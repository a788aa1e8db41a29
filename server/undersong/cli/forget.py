"""`undersong forget`: what happened in a range, or everything, is deleted for good."""

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from undersong.cli.output import JsonFlag, complain, say, say_json

if TYPE_CHECKING:
    from undersong.domain.places import Places
    from undersong.store.events import EventStore


# From the beginning of the clock to beyond any date that it can show.
ALWAYS = (0, 2**63)


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("forget", help="Delete events of a range, or everything, with what was made of them.")(forget)


class Wish(NamedTuple):
    """What is to be forgotten; no range means everything."""

    range_ms: tuple[int, int] | None
    words: str


def forget(
    since: str = typer.Option(None, help="From when: 7d, 12h, or a date; from the beginning without it."),
    until: str = typer.Option(None, help="Until when; now without it."),
    everything: bool = typer.Option(False, "--all", help="Everything."),
    yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask."),
    as_json: bool = JsonFlag,
) -> None:
    """Delete, after asking."""
    from undersong.cli.exchange import open_store
    from undersong.domain.places import places_from_environment
    from undersong.learning.adapting.corrections import Corrections

    wish, places = wish_of(since, until, everything), places_from_environment()
    if not places.events.exists():
        tell_forgotten(0, 0, as_json)
        return
    with open_store() as store:
        if not yes and not is_sure(store, wish):
            say("Nothing was deleted.")
            return
        Corrections(places.index).forget(*(wish.range_ms or ALWAYS))
        if wish.range_ms is None:
            forget_learned_here(places)
        forgotten = store.forget_all() if wish.range_ms is None else store.forget(*wish.range_ms)
        tell_forgotten(forgotten, store.aside_count(), as_json)


def forget_learned_here(places: "Places") -> None:
    """Delete what was learned of the repositories that were open."""
    from undersong.cli.models import opened
    from undersong.learning.adapting.forgetting import forget_learned

    with opened() as (registry, _):
        forget_learned(registry, places.index)


def wish_of(since: str | None, until: str | None, everything: bool) -> Wish:
    """Return what is wished; refuse a wish that could be misread."""
    from undersong.cli.exchange import range_of
    from undersong.domain.errors import BadInput

    has_range = since is not None or until is not None
    if everything is has_range:
        finding = "are given both" if everything else "are both missing"
        raise BadInput("A range and --all", finding, "say what to forget: --since 7d, or --all")
    if everything:
        return Wish(None, "everything")
    ending = f"until {until}" if until else "until now"
    return Wish(range_of(since, until), f"since {since} {ending}" if since else ending)


def is_sure(store: "EventStore", wish: Wish) -> bool:
    """Ask the person, telling how much it is; without a terminal there is nobody to ask."""
    from undersong.domain.errors import BadInput

    if not may_ask():
        raise BadInput("This deletion", "was not confirmed, and nobody is here to ask", "say --yes if you mean it")
    events = store.count() if wish.range_ms is None else store.count_between(*wish.range_ms)
    return typer.confirm(f"Delete {wish.words}: {events:,} events, with their states and sums, for good?", err=True)


def may_ask() -> bool:
    """Tell whether a person sits at the other end of standard input."""
    return sys.stdin.isatty()


def tell_forgotten(forgotten: int, asides: int, as_json: bool) -> None:
    """Say what was deleted, and what may still hold some of it."""
    if as_json:
        say_json({"forgotten": forgotten, "databases_aside": asides})
    else:
        say(f"{forgotten:,} events were deleted, with the states and sums made of them.")
    if asides:
        complain(
            f"{asides} files of a database put aside still hold events; `undersong forget --all` deletes them too."
        )
