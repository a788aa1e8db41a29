"""`undersong doctor`: what is wrong, and what to do about it."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from undersong.cli.output import JsonFlag, say, say_json
from undersong.domain.places import Places, places_from_environment

MEGABYTE = 1_000_000
# A month of events, an index and the trainer's working files.
NEEDED_BYTES = 500 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was found, and the next step when it is not well."""

    about: str
    is_well: bool
    finding: str
    step: str = ""


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("doctor", help="Look for what is wrong, and tell the next step.")(doctor)


def doctor(as_json: bool = JsonFlag) -> None:
    """Look at everything; leave with 1 when something is not well."""
    findings = list(look(places_from_environment()))
    if as_json:
        say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"{'ok  ' if finding.is_well else 'BAD '} {finding.about}: {finding.finding}")
            if not finding.is_well:
                say(f"     → {finding.step}")
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


def look(places: Places) -> Iterator[Finding]:
    """Yield a finding for every part, from the ground up."""
    yield look_at_python()
    yield look_at_home(places.home)
    yield look_at_disk(places.home)
    yield look_at_store(places)
    yield from look_at_models(places)
    yield look_at_completion()
    yield look_at_daemon(places)
    yield look_at_training()
    yield from look_at_labels(places)


def look_at_python() -> Finding:
    """Python is new enough."""
    found = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("Python", sys.version_info >= (3, 11), found, "install Python 3.11 or newer")


def look_at_home(home: Path) -> Finding:
    """The home can be written and belongs to its owner alone."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not os.access(home, os.W_OK):
        return Finding("Home", False, f"{home} cannot be written", "give it to yourself, or set UNDERSONG_HOME")
    is_private = sys.platform == "win32" or not home.stat().st_mode & 0o077
    return Finding("Home", is_private, str(home), f"others may read it: chmod 700 {home}")


def look_at_disk(home: Path) -> Finding:
    """There is room to grow."""
    free = shutil.disk_usage(home).free
    return Finding(
        "Disk", free >= NEEDED_BYTES, f"{free / MEGABYTE:,.0f} MB free", "free some space: events wait while it is full"
    )


def look_at_store(places: Places) -> Finding:
    """The event store opens and is whole."""
    import sqlite3

    if not places.events.exists():
        return Finding("Store", True, "not begun yet")
    try:
        with sqlite3.connect(f"{places.events.as_uri()}?mode=ro", uri=True) as database:
            word = database.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        return Finding(
            "Store", False, f"does not open ({error})", "restart the daemon: it puts the file aside and begins anew"
        )
    return Finding(
        "Store", word == "ok", f"{places.events.stat().st_size / MEGABYTE:.1f} MB, {word}", "restart the daemon"
    )


def look_at_models(places: Places) -> Iterator[Finding]:
    """Every detector has a release that verifies."""
    from undersong.app.registry import open_registry
    from undersong.domain.clock import SystemClock
    from undersong.domain.errors import UndersongError
    from undersong.store.ledger import open_ledger

    registry = open_registry(places, open_ledger(places.ledger), SystemClock())
    for model in ("stuck", "flow", "anomaly"):
        try:
            release = registry.serving(model)
        except UndersongError as error:
            yield Finding(f"Model {model}", False, str(error), f"undersong models rollback {model}")
        else:
            note = " (experimental)" if release.manifest.is_experimental else ""
            yield Finding(f"Model {model}", True, release.manifest.version + note)


def look_at_completion() -> Finding:
    """The model that set-up joined is there, to the last byte."""
    from undersong.domain.errors import UndersongError
    from undersong.registry.joined import read_joined, verify_joined

    try:
        joined, folder = read_joined("completion")
        verify_joined(joined, folder)
    except UndersongError as error:
        step = "run `node scripts/setup.mjs` in a checkout, or “Undersong: Reinstall Engine” in the editor"
        return Finding("Model completion", False, str(error), step)
    return Finding("Model completion", True, f"{joined.version}, joined")


def look_at_daemon(places: Places) -> Finding:
    """The daemon answers, or sleeps."""
    from undersong.app.lock import read_address
    from undersong.lsp.socket import is_answered

    address = read_address(places.daemon)
    if address is None:
        return Finding("Daemon", True, "sleeps until an editor opens")
    answers = is_answered(places.socket)
    step = f"look into {places.logs / 'daemon.log'}, then `undersong daemon start`"
    return Finding(
        "Daemon", answers, f"{address.version}, process {address.pid}" + ("" if answers else " does not answer"), step
    )


def look_at_training() -> Finding:
    """The training environment is there."""
    from undersong.flows.learn import trainer_python

    python = trainer_python()
    step = "run `npm start` in a checkout, or “Undersong: Reinstall Engine” in the editor"
    return Finding("Training", python is not None, str(python or "no environment"), step)


def look_at_labels(places: Places) -> Iterator[Finding]:
    """Tell what the last training had to learn from. Too little is nothing wrong: a person may want to say more."""
    from undersong.domain.clock import SystemClock
    from undersong.learning.log import decisions
    from undersong.store.ledger import open_ledger

    ledger = open_ledger(places.ledger, SystemClock())
    try:
        latest = {model: decisions(ledger, model)[:1] for model in ("stuck", "flow")}
    finally:
        ledger.close()
    for model, found in latest.items():
        for _, decision in found:
            own = decision.get("labelling", {}).get("own_words", 0)
            rows = f"{decision['rows']} labelled windows at the last training, {own} of them by your own words"
            yield Finding(f"Labels {model}", True, f"{rows}. {decision['reason']}")
