"""`undersong eval`: honest figures of a model on data."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from undersong.cli.output import JsonFlag, say_json, say_table

if TYPE_CHECKING:
    from undersong.domain.release import Release
    from undersong.learning.recipes.penn_cs1 import PennRow

NO_CLAIM = "{0} claims no accuracy: no public data hold this state together with what an editor sees."
SEED = 7


def register(app: typer.Typer) -> None:
    """Mount the command."""
    app.command("eval", help="Measure a model on data, without flattering it.")(evaluate)


def evaluate(
    name: str = typer.Argument(metavar="NAME", help="stuck, flow or anomaly."),
    data: Path = typer.Option(None, metavar="DIR", help="A folder in the layout of Penn CS1."),
    model: Path = typer.Option(None, metavar="DIR", help="A release's folder; the shipped one without it."),
    predictions: Path = typer.Option(None, metavar="FILE", help="Also write key,probability to this file."),
    as_json: bool = JsonFlag,
) -> None:
    """Print one flat object of figures."""
    from undersong.cli.shipped import DETECTED, release_at
    from undersong.domain.errors import BadInput, NotThere

    if name not in DETECTED:
        raise NotThere(f"An evaluation of {name}", f"choose from {', '.join(DETECTED)}")
    release = release_at(name, model)
    if name != "stuck":
        figures = without_claim(name, release)
    elif data is None:
        raise BadInput("eval stuck", "got no data", "give --data DIR in the layout of Penn CS1 (snapshots.csv.gz)")
    else:
        figures = measured(release, data, predictions)
    if as_json:
        say_json(figures)
    else:
        say_table(("figure", "value"), list(figures.items()))


def without_claim(name: str, release: "Release") -> dict[str, Any]:
    """Return what an experimental model says of itself: that it claims nothing, and what its recipe measured."""
    return {
        "task": name,
        "release": release.name,
        "claims_accuracy": False,
        "note": NO_CLAIM.format(name),
        **{f"recipe_{figure}": value for figure, value in release.manifest.scores.items()},
    }


def measured(release: "Release", data: Path, predictions: Path | None) -> dict[str, Any]:
    """Return the figures of a release on people's rows, and say how many of them it learned from."""
    from undersong.inference.onnx import OnnxModel
    from undersong.learning.recipes.penn_cs1 import penn_rows
    from undersong.learning.recipes.stuck import dataset_of

    rows = list(penn_rows(data))
    dataset = dataset_of(rows, release.manifest.features)
    probabilities = OnnxModel(release).predict(dataset.rows)
    if predictions is not None:
        write_predictions(predictions, rows, probabilities)
    known = set(release.manifest.dataset.get("seen", ()))
    seen = sum(digest in known for digest in dataset.group_digests().values())
    return {**figures_of(rows, probabilities), "seen_people": seen, **about(release, seen)}


def figures_of(rows: "list[PennRow]", probabilities: list[float]) -> dict[str, Any]:
    """Return the figures that the yardstick gives, under its names."""
    import numpy as np

    from undersong.learning.scoring import auc, auc_interval, average_precision, brier, ece

    said, labels = np.array(probabilities), np.array([float(row.is_stuck) for row in rows])
    people = [row.person for row in rows]
    numbers = {
        "auc": auc(said, labels),
        "ap": average_precision(said, labels),
        "brier": brier(said, labels),
        "ece": ece(said, labels),
        "auc_baseline": auc(np.array([row.baseline for row in rows]), labels),
    }
    return {
        "task": "stuck",
        "layout": "penn_cs1",
        "n": len(rows),
        "people": len(set(people)),
        "positives": int(labels.sum()),
        "auc_interval": [round(edge, 4) for edge in auc_interval(said, labels, people, SEED)],
        **{name: round(value, 4) for name, value in numbers.items()},
    }


def about(release: "Release", seen: int) -> dict[str, Any]:
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


def write_predictions(path: Path, rows: "list[PennRow]", probabilities: list[float]) -> None:
    """Write key and probability of each row."""
    from undersong.domain.errors import BadInput

    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("key", "probability"))
            writer.writerows((row.key, probability) for row, probability in zip(rows, probabilities, strict=True))
    except OSError as error:
        raise BadInput(str(path), f"cannot be written ({error.strerror})", "choose a folder that is yours") from error
