"""`undersong features`: what is computed about one's work, with every value as it is now."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from undersong.cli.output import JsonFlag, say, say_json, say_table

if TYPE_CHECKING:
    from undersong.domain.event import Event
    from undersong.domain.release import Release
    from undersong.domain.window import Window
    from undersong.features.loops import Loop
    from undersong.flows.computed import Computed
    from undersong.store.events import EventStore

GAP = typer.Option(15.0, "--session-gap", min=1, help="Minutes without work that end a session.")
TITLES = {
    "window": "The last ten minutes of work",
    "session": "The last session",
    "weeks": "The rhythm of weeks",
}


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("features", help="What is computed about one's work: every feature, its value, and who reads it.")(
        features
    )


def features(session_gap: float = GAP, as_json: bool = JsonFlag) -> None:
    """Read the store, which the daemon may go on writing, and tell every feature."""
    from undersong.domain.clock import clock_from_environment
    from undersong.domain.places import places_from_environment
    from undersong.flows.computed import Background, compute, readers_of
    from undersong.store.events import EventStore

    places, now_ms = places_from_environment(), clock_from_environment().now_ms()
    readers = readers_of(columns_in_service(places.ledger))
    if not places.events.exists():
        found, told = compute(None, {}, Background(readers=readers)), moments(None, [])
    else:
        store = EventStore.open_read_only(places.events)
        try:
            found, told = read(store, now_ms, round(session_gap * 60_000), readers)
        finally:
            store.close()
    if as_json:
        say_json({**told, "features": [one.as_dict() for one in found]})
    else:
        tell(found, told["loops"])


def read(
    store: "EventStore", now_ms: int, gap_ms: int, readers: "Mapping[str, tuple[str, ...]]"
) -> "tuple[list[Computed], dict[str, Any]]":
    """Return the features of a store, and what they were reckoned from."""
    from undersong.domain.zone import zone_offset_minutes
    from undersong.features.session import session_features
    from undersong.flows.computed import compute, latest, read_background, read_loops

    window, session = latest(store, now_ms, gap_ms)
    measured = session_features(session) if session else {}
    found = compute(window, measured, read_background(store, now_ms, zone_offset_minutes, readers))
    return found, moments(window, session, read_loops(store, now_ms, gap_ms))


def columns_in_service(ledger: Path) -> dict[str, Sequence[str]]:
    """Return detector → the features that its release in service reads."""
    return {model: release.manifest.features for model, release in in_service(ledger).items()}


def in_service(ledger: Path) -> "dict[str, Release]":
    """Return detector → its release in service; those that ship before there is a ledger."""
    from undersong.cli.models import opened
    from undersong.cli.shipped import DETECTED, release_at
    from undersong.domain.release import Standing

    if not ledger.exists():
        return {model: release_at(model) for model in DETECTED}
    with opened() as (registry, _):
        return {
            model: release
            for model in DETECTED
            for release, standing in registry.all_of(model)
            if standing is Standing.SERVING
        }


def tell(found: "Sequence[Computed]", loops: Sequence[Mapping[str, Any]]) -> None:
    """Print everything for people."""
    from undersong.flows.computed import of_kind

    say("What is computed about your work, on this machine and for your eyes alone.")
    for of, title in TITLES.items():
        say(f"\n{title}")
        rows = [line(one) for one in of_kind(found, of)]
        say_table(("feature", "now", "unit", "formula", "source", "read by"), rows)
    if loops:
        say("\nWays to a passing run or a commit that came back in four weeks")
        say_table(
            ("way", "times", "minutes"), [(", ".join(way["steps"]), way["times"], way["minutes"]) for way in loops]
        )


def moments(window: "Window | None", session: "Sequence[Event]", loops: "Sequence[Loop]" = ()) -> dict[str, Any]:
    """Return when the window and the session were, null where there was none, and the loops of work."""
    from undersong.domain.span import rfc3339

    return {
        "window_end": rfc3339(window.end_ms) if window else None,
        "session_start": rfc3339(session[0].time_ms) if session else None,
        "session_end": rfc3339(session[-1].time_ms) if session else None,
        "loops": [loop.as_dict() for loop in loops],
    }


def line(one: "Computed") -> tuple[str, ...]:
    """Return a feature as a row."""
    told = one.feature
    return (told.name, one.words, told.unit, told.formula, told.source, ", ".join(one.detectors))
