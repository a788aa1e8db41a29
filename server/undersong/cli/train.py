"""`undersong train`: learn now, or when it is due."""

from pathlib import Path
from typing import Any

import typer

from undersong.cli.neural import bring_torch
from undersong.cli.output import JsonFlag, complain, say, say_json
from undersong.domain.clock import Clock, clock_from_environment
from undersong.domain.errors import BadInput, LearningError, NotThere, UserError
from undersong.domain.places import Places, places_from_environment


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("train", help="Train models on what was recorded here, or make a release from a folder of data.")(train)


def train(
    names: list[str] = typer.Argument(
        None,
        metavar="[NAME]...",
        help="stuck, flow, anomaly, accept or completion; all that learn from events when none is given.",
    ),
    due: bool = typer.Option(False, "--due", help="Only if a training is due now."),
    data: Path = typer.Option(None, help="A folder of public data: make a release from it."),
    out: Path = typer.Option(
        None, help="With --data, which needs it: where the release is written, one folder a model."
    ),
    prior: bool = typer.Option(
        False, "--prior", help="With --data: use only what any editor gives, as what ships does."
    ),
    repo: Path = typer.Option(None, metavar="DIR", help="completion: tune on this one, else the one you are in."),
    minutes: float = typer.Option(None, help="completion: how long tuning may take; half an hour without it."),
    as_json: bool = JsonFlag,
) -> None:
    """Start the trainer in its own environment and tell what became of it."""
    check(names or [], due, data, out, prior)
    places, clock = places_from_environment(), clock_from_environment()
    unable: dict[str, str] = {}
    if due:
        reason, names, unable = what_is_due(places, clock)
        tell_unable(unable, as_json)
        if reason is not None:
            plain = {"due": False, "waitingFor": reason, "unable": unable}
            say_json(plain) if as_json else say(f"Not due: it waits for {reason}.")
            return
    words = "Training at the lowest priority…" if data is None else "Training on the folder…"
    options = [*options_of(data, out, prior), *tuning_options(names or [], due, repo, minutes)]
    result = run_trainer(places, names or [], options, words)
    if result.get("error") and not result.get("decisions"):
        raise (UserError if result.get("mistake") else LearningError)(result["error"])
    if as_json:
        say_json({**result, "unable": unable} if due else result)
        return
    for decision in result["decisions"]:
        tell(decision)


def tell_unable(unable: dict[str, str], as_json: bool) -> None:
    """Say which models cannot be trained on this machine."""
    for model, reason in unable.items():
        if not as_json:
            say(f"{model}: not due: {reason}.")


def tell(decision: dict[str, Any]) -> None:
    """Say what became of one model, what was left out, and how good a release made of a folder is."""
    told = decision.get("faults", ())
    for fault in told:
        complain(fault)
    more = decision.get("faults_found", 0) - len(told)
    if more > 0:
        complain(f"And {more:,} more.")
    say(f"{decision['model']}: {decision['decision']}. {decision.get('reason', decision.get('folder', ''))}")
    scores = decision.get("scores") or {}
    if "folder" in decision and "auc" in scores and "auc_baseline" in scores:
        beside = f"the trivial rule {scores['auc_baseline']:.3f}"
        between = f"{scores['auc_low']:.3f} to {scores['auc_high']:.3f}"
        error = f"calibration error {scores['ece']:.3f}"
        say(f"  on people left out: AUC {scores['auc']:.3f} ({between}), {beside}; {error}")


def check(names: list[str], due: bool, data: Path | None, out: Path | None, prior: bool) -> None:
    """Refuse what does not go together."""
    if due and (names or data):
        raise BadInput("--due", "trains whatever is due", "leave out the names and --data")
    for option, is_given in (("--out", out is not None), ("--prior", prior)):
        if is_given and data is None:
            raise BadInput(option, "is for a release made from data", "give --data too")
    if data is not None and not data.is_dir():
        raise NotThere(str(data), "give a folder")
    if data is not None and out is None:
        raise BadInput("--data", "makes a release, and --out is missing", "name the folder that it goes to")


def what_is_due(places: Places, clock: Clock) -> tuple[str | None, list[str], dict[str, str]]:
    """Return what a training waits for, or None and the models whose turn it is; and those that cannot be trained."""
    from undersong.domain.settings import Settings
    from undersong.flows.choose import Choices
    from undersong.flows.learn import snapshot_of
    from undersong.learning.adapting.readiness import unable
    from undersong.learning.child import trainer_python
    from undersong.learning.gate import due_models, waiting_for
    from undersong.store.events import EventStore
    from undersong.store.ledger import open_ledger

    settings = Choices(places.settings).settings if places.settings.exists() else Settings()
    store, ledger = EventStore.open(places.events, clock), open_ledger(places.ledger, clock)
    missing = unable(places, trainer_python())
    try:
        now = snapshot_of(store, ledger, clock.now_ms(), unable_models=tuple(missing))
        models = due_models(now.last_ms, now.now_ms, now.drifted, now.unable)
        return waiting_for(now, settings), list(models), missing
    finally:
        store.close()
        ledger.close()


def options_of(data: Path | None, out: Path | None, prior: bool) -> list[str]:
    """Return what the trainer is told besides the models."""
    told = ["--data", str(data.absolute())] if data else []
    told += ["--out", str(out.absolute())] if out else []
    return told + (["--prior"] if prior else [])


def tuning_options(names: list[str], is_due: bool, repo: Path | None, minutes: float | None) -> list[str]:
    """Return what the trainer is told of tuning: asked by name, it is the repository that one is in."""
    if repo is not None and not repo.is_dir():
        raise NotThere(str(repo), "give a folder")
    here = repo or (repository_around(Path.cwd()) if "completion" in names and not is_due else None)
    told = ["--root", str(here.absolute())] if here is not None else []
    return told + (["--minutes", str(minutes)] if minutes is not None else [])


def repository_around(folder: Path) -> Path | None:
    """Return the repository that a folder lies in, or None."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def run_trainer(places: Places, names: list[str], options: list[str], words: str) -> dict[str, Any]:
    """Run the trainer to its end, with a sign of life, and return its result."""
    from undersong.learning.child import Child, trainer_command, trainer_python

    python = trainer_python()
    if python is None:
        raise NotThere("a training environment", "`undersong doctor` tells how it is made")
    if "completion" in names:
        bring_torch(python)
    places.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    child = Child([*trainer_command(python, places.home, "asked", names), *options], names, 0)
    try:
        wait_for(child, words)
    except KeyboardInterrupt:
        child.end()
        raise
    result = child.result()
    if result is None:
        raise LearningError(f"The trainer ended without a result; {places.logs / 'trainer.log'} tells more.")
    return result


def wait_for(child: Any, words: str) -> None:
    """Wait for the end of the trainer; in a terminal something turns meanwhile."""
    import time

    from rich.console import Console

    with Console(stderr=True).status(words):
        while not child.is_over:
            time.sleep(0.1)
