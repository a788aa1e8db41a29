"""`undersong eval`: honest figures of a model on data."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from undersong.cli.output import JsonFlag, complain, say, say_json, say_table

if TYPE_CHECKING:
    from undersong.domain.release import Release

NAMES = ("stuck", "flow", "accept", "anomaly")
UNCLAIMED = ("flow", "anomaly")
NO_CLAIM = "{0} claims no accuracy: no public data hold this state together with what an editor sees."
EXAMPLE = "give --data DIR, a folder of public data; without --model it is judged by cross-validation over people"


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("eval", help="Measure a model on data, without flattering it.")(evaluate)


def evaluate(
    name: str = typer.Argument("", metavar="NAME", help=f"One of: {', '.join(NAMES)}."),
    data: Path | None = typer.Option(None, metavar="DIR", help="A folder of public data in a layout that is known."),
    model: Path | None = typer.Option(
        None, metavar="DIR", help="A release's folder; without it, models that never saw the people they judge."
    ),
    predictions: Path | None = typer.Option(None, metavar="FILE", help="Also write key,probability to this file."),
    leaderboard: bool = typer.Option(
        False, "--leaderboard", help="Also the reference configurations, by people, by time and at random."
    ),
    simulate: bool = typer.Option(
        False, "--simulate", help="What simulated developers with real failing runs would hear of stuck."
    ),
    full: bool = typer.Option(False, "--full", help="More simulated developers and days."),
    seed: int = typer.Option(7, "--seed", help="Who the simulated developers are."),
    as_json: bool = JsonFlag,
) -> None:
    """Print one flat object of figures."""
    from undersong.cli.simulate import simulated
    from undersong.domain.errors import BadInput, NotThere

    if simulate:
        simulated(name, data, as_json, full, seed, model)
        return
    if name not in NAMES:
        raise NotThere(f"An evaluation of {name or 'nothing'}", f"choose from {', '.join(NAMES)}")
    if data is None:
        if name not in UNCLAIMED:
            raise BadInput(f"eval {name}", "got no data", EXAMPLE)
        tell(without_claim(name, model), as_json)
        return
    if not data.is_dir():
        raise NotThere(str(data), "give a folder")
    if model is None:
        tell(cross_validated(name, data, predictions, leaderboard), as_json)
    else:
        tell(judged(name, model, data, predictions), as_json)


def tell(figures: dict[str, Any], as_json: bool) -> None:
    """Print the figures; a leaderboard is a table of its own."""
    if as_json:
        say_json(figures)
        return
    board = figures.pop("leaderboard", [])
    say_table(("figure", "value"), list(figures.items()))
    if board:
        say("")
        say_table(tuple(board[0]), [tuple(line.values()) for line in board])


def without_claim(name: str, model: Path | None) -> dict[str, Any]:
    """Return what an experimental model says of itself: that it claims nothing, and what its recipe measured."""
    release = release_of(name, model)
    return {
        "task": name,
        "release": release.name,
        "claims_accuracy": False,
        "note": NO_CLAIM.format(name),
        **{f"recipe_{figure}": value for figure, value in release.manifest.scores.items()},
    }


def release_of(name: str, folder: Path | None) -> "Release":
    """Return the release in a folder, or in the folder of the model's name inside it."""
    from undersong.cli.shipped import release_at
    from undersong.registry.manifest import FILE

    if folder is not None and not (folder / FILE).is_file() and (folder / name / FILE).is_file():
        folder = folder / name
    return release_at(name, folder)


def cross_validated(name: str, data: Path, predictions: Path | None, leaderboard: bool) -> dict[str, Any]:
    """Return the figures of models that never saw the people they judge; the trainer's environment makes them."""
    from undersong.cli.train import run_trainer
    from undersong.domain.errors import LearningError, UserError
    from undersong.domain.places import places_from_environment

    options = ["--evaluate", name, "--data", str(data.absolute())]
    options += ["--predictions", str(predictions.absolute())] if predictions else []
    options += ["--leaderboard"] if leaderboard else []
    result = run_trainer(places_from_environment(), [], options, "Learning from four fifths, judging the last…")
    if result.get("error"):
        raise (UserError if result.get("mistake") else LearningError)(result["error"])
    for fault in result["faults"]:
        complain(fault)
    figures: dict[str, Any] = result["figures"]
    return figures


def judged(name: str, model: Path, data: Path, predictions: Path | None) -> dict[str, Any]:
    """Return the figures of a release on people's rows, and say how many of them it learned from."""
    import numpy as np

    from undersong.inference.onnx import OnnxModel
    from undersong.learning.evaluation import columns_of, seen_among
    from undersong.learning.judgement import judgement
    from undersong.learning.predictions import write_predictions
    from undersong.learning.studies.catalog import require_study

    study, release = require_study(data, name), release_of(name, model)
    rows = study.read(data)
    dataset = columns_of(rows.dataset, release.manifest.features)
    said = np.array(OnnxModel(release).predict(dataset.rows))
    if predictions is not None:
        write_predictions(predictions, rows.keys, said.tolist())
    for fault in rows.faults[:20]:
        complain(str(fault))
    seen = seen_among(dataset, release.manifest.dataset.get("seen", ()))
    figures = judgement(study.task, study.layout, rows, said)
    return {**figures, "left_out": len(rows.faults), "seen_people": seen, **about(release, seen)}


def about(release: "Release", seen: int) -> Mapping[str, Any]:
    """Return what a reader must know beside the figures."""
    note = (
        f"{seen} of these people were learned from, so these figures flatter; auc_unseen is the recipe's own, "
        "on people left out in turn."
        if seen
        else "None of these people is known to have been learned from."
    )
    unseen = release.manifest.scores.get("auc")
    is_experimental = release.manifest.is_experimental
    return {"auc_unseen": unseen, "release": release.name, "is_experimental": is_experimental, "note": note}
