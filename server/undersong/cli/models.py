"""`undersong models`: which releases there are, which serves and why, and how to go back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from undersong.cli.output import JsonFlag, say, say_json, say_table
from undersong.domain.connection import Connection
from undersong.domain.errors import NotThere
from undersong.domain.places import digest_of
from undersong.domain.release import Release, Standing, scoped, unscoped
from undersong.registry import Registry

NameArgument = typer.Argument(..., metavar="NAME", help="stuck, flow, anomaly, accept or completion.")
VersionArgument = typer.Argument(None, metavar="[VERSION]", help="The one that serves when not given.")


def register(app: typer.Typer) -> None:
    """Mount the group."""
    group = typer.Typer(help="Which releases serve, why, and how to go back.", no_args_is_help=True)
    group.command("list", help="The release of each model that serves.")(list_models)
    group.command("show", help="A release's manifest, and all that are kept.")(show)
    group.command("history", help="Every deployment and decision with its reason.")(history)
    group.command("diff", help="What differs between two releases.")(diff)
    group.command("deploy", help="Let a kept release serve.")(deploy)
    group.command("rollback", help="Let the release before serve again.")(rollback)
    app.add_typer(group, name="models")


def list_models(as_json: bool = JsonFlag) -> None:
    """Tell which release of each model serves."""
    with opened() as (registry, _):
        releases = [(release, standing) for model in registry.models() for release, standing in registry.all_of(model)]
    rows = [(release, standing) for release, standing in releases if standing is Standing.SERVING]
    if as_json:
        say_json([summary(release, standing) for release, standing in rows])
        return
    columns = ("model", "version", "trained", "accuracy", "rows")
    say_table(columns, [line(release) for release, _ in rows])


def show(name: str = NameArgument, version: str = VersionArgument, as_json: bool = JsonFlag) -> None:
    """Tell what a release says of itself."""
    from undersong.registry import plain_from_manifest

    with opened() as (registry, _):
        name = known(registry, name)
        release = registry.find(name, version)
        kept = [summary(found, standing) for found, standing in registry.all_of(name)]
    if as_json:
        say_json({**plain_from_manifest(release.manifest), "kept": kept})
        return
    say(f"{release.name}{' (experimental)' if release.manifest.is_experimental else ''}")
    for title in ("scores", "thresholds", "dataset"):
        say(f"{title}: " + ", ".join(words_of(getattr(release.manifest, title))))
    say("columns: " + ", ".join(release.manifest.features))
    say_labelling(release.manifest.dataset.get("labelling", {}))
    say_table(("version", "standing", "trained"), [(k["version"], k["standing"], k["created"]) for k in kept])


def history(name: str = NameArgument, as_json: bool = JsonFlag) -> None:
    """Tell which release served since when and why, and what became of every candidate."""
    from undersong.learning.log import decisions, text_of_time

    with opened() as (registry, ledger):
        name = known(registry, name)
        rows = [
            {"time": text_of_time(d.since_ms), "what": "deployed", "version": d.version, "reason": d.reason}
            for d in registry.history(name)
        ]
        rows += [
            {"time": time, "what": found["decision"], "version": found["version"], "reason": found["reason"]}
            for time, found in decisions(ledger, name)
        ]
    rows.sort(key=lambda row: str(row["time"]), reverse=True)
    if as_json:
        say_json(rows)
        return
    say_table(("time", "what", "version", "reason"), [[row[key] or "" for key in row] for row in rows])


def diff(
    name: str = NameArgument,
    old: str = typer.Argument(..., metavar="OLD", help="A version."),
    new: str = typer.Argument(None, metavar="[NEW]", help="A version; the one that serves when not given."),
    as_json: bool = JsonFlag,
) -> None:
    """Tell what differs between two releases: scores, thresholds, data, columns."""
    with opened() as (registry, _):
        name = known(registry, name)
        found = differences(registry.find(name, old), registry.find(name, new))
    if as_json:
        say_json(found)
    else:
        say_table(("what", "old", "new"), [(row["what"], row["old"], row["new"]) for row in found])


def deploy(name: str = NameArgument, version: str = typer.Argument(...), as_json: bool = JsonFlag) -> None:
    """Let a release serve that is kept; a running daemon takes it within a second."""
    with opened() as (registry, _):
        name = known(registry, name)
        refuse_the_refused(registry, name, version)
        registry.promote(registry.find(name, version), "a person deployed it")
        release = registry.serving(name)
    tell(release, as_json)


def rollback(name: str = NameArgument, as_json: bool = JsonFlag) -> None:
    """Let the release before serve again; a running daemon takes it within a second."""
    with opened() as (registry, _):
        name = known(registry, name)
        release = registry.rollback(name)
    tell(release, as_json)


@contextmanager
def opened() -> Iterator[tuple[Registry, Connection]]:
    """Open the registry of this home, and the ledger behind it."""
    from undersong.app.registry import open_registry
    from undersong.domain.clock import clock_from_environment
    from undersong.domain.places import places_from_environment
    from undersong.store.ledger import open_ledger

    places, clock = places_from_environment(), clock_from_environment()
    ledger = open_ledger(places.ledger, clock)
    try:
        yield open_registry(places, ledger, clock), ledger
    finally:
        ledger.close()


def known(registry: Registry, name: str) -> str:
    """Return the model that is meant, or refuse one that there is not.

    ``completion`` is the one that was tuned on the repository around the working folder, or the only one there is.
    """
    from undersong.domain.errors import BadInput

    models = registry.models()
    tuned = [model for model in models if model != name and unscoped(model) == name]
    if name not in models and not tuned:
        raise NotThere(f"a model called {name}", f"choose from {', '.join(models) or 'none yet'}")
    here = [scoped(name, digest_of(folder)) for folder in (Path.cwd(), *Path.cwd().parents)]
    meant = next((model for model in here if model in tuned), tuned[0] if len(tuned) == 1 else name)
    if meant == name and tuned:
        raise BadInput(name, f"was tuned on {len(tuned)} repositories", "go into one of them, or name it in full")
    return meant


def refuse_the_refused(registry: Registry, name: str, version: str) -> None:
    """Law 4: what did worse than the release in service is never served, whoever asks."""
    from undersong.domain.errors import BadInput

    for release, standing in registry.all_of(name):
        if release.manifest.version == version and standing is Standing.REFUSED:
            raise BadInput(release.name, "was refused", f"`undersong models history {name}` tells why")


def tell(release: Release, as_json: bool) -> None:
    """Tell which release serves now."""
    if as_json:
        say_json(summary(release, Standing.SERVING))
    else:
        say(f"{release.name} serves.")


def summary(release: Release, standing: Standing) -> dict[str, Any]:
    """Return a release in a few plain values."""
    from undersong.learning.log import text_of_time

    manifest = release.manifest
    return {
        "model": manifest.model,
        "version": manifest.version,
        "standing": standing.value,
        "created": text_of_time(manifest.created_ms),
        "isExperimental": manifest.is_experimental,
        "scores": dict(manifest.scores),
        "rows": manifest.dataset.get("rows"),
    }


def say_labelling(labelling: Mapping[str, Any]) -> None:
    """Tell who labelled the rows, how often, and how often each is right; nothing where the labels are the truth."""
    if not labelling:
        return
    rows = [
        (
            each["function"],
            each["votes"],
            f"{each['coverage']:.1%}",
            "" if each["accuracy"] is None else f"{each['accuracy']:.2f}",
            "" if each["low"] is None else f"{each['low']:.2f} to {each['high']:.2f}",
            each["remark"] or (f"judged by {each['judged_by']}" if each["judged_by"] else ""),
        )
        for each in labelling["functions"]
    ]
    words = f"labels: base rate {labelling['base_rate']:.1%}, {labelling['own_words']} windows by own words"
    say("; ".join([words, *labelling["remarks"]]))
    say_table(("labelled by", "votes", "coverage", "accuracy", "interval", "remark"), rows)


def words_of(part: Mapping[str, Any]) -> list[str]:
    """Return named values for reading: a list by its length, and nothing of what has a table of its own."""
    plain = {key: value for key, value in part.items() if not isinstance(value, dict)}
    return [f"{key} {len(value) if isinstance(value, list) else value}" for key, value in plain.items()]


def line(release: Release) -> tuple[object, ...]:
    """Return a release as a row of the table."""
    plain = summary(release, Standing.SERVING)
    claim = "experimental" if plain["isExperimental"] else plain["scores"].get("accuracy", "")
    return (plain["model"], plain["version"], plain["created"], claim, plain["rows"])


def differences(old: Release, new: Release) -> list[dict[str, Any]]:
    """Return every figure, threshold, datum and column that the two do not share."""
    before, after = flat(old), flat(new)
    names = [*before, *(name for name in after if name not in before)]
    return [
        {"what": name, "old": before.get(name), "new": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    ]


def flat(release: Release) -> dict[str, Any]:
    """Return what a manifest says, under dotted names."""
    manifest = release.manifest
    parts = {"scores": manifest.scores, "thresholds": manifest.thresholds, "dataset": manifest.dataset}
    found = {f"{title}.{key}": value for title, part in parts.items() for key, value in part.items() if key != "seen"}
    return {
        "version": manifest.version,
        **found,
        "columns": ", ".join(manifest.features),
        "is_experimental": manifest.is_experimental,
    }
