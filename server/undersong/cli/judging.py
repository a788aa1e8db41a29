"""Where the figures of `undersong eval` come from: a release on people's rows, or models that never saw them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from undersong.cli.output import complain

if TYPE_CHECKING:
    from undersong.domain.release import Release

NO_CLAIM = "{0} claims no accuracy: no public data hold this state together with what an editor sees."
# Whoever left out more learns nothing from the next.
MOST_TOLD = 20
UNCLAIMED = ("flow", "anomaly")
EXAMPLE = "give --data DIR, a folder of public data; without --model it is judged by cross-validation over people"


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be measured: a name, on which data, which release of it, and what else is wanted."""

    name: str
    data: Path | None
    model: Path | None = None
    predictions: Path | None = None
    leaderboard: bool = False
    full: bool = False


def figures_of(question: Question) -> dict[str, Any]:
    """Return the figures; raises `BadInput` or `NotThere` where the question cannot be answered."""
    from undersong.domain.errors import BadInput, NotThere

    if question.name == "drift":
        return drifting(question.full)
    if question.name == "accept" and question.data is None and question.model is None:
        return on_own_events()
    if question.data is None:
        if question.name in UNCLAIMED:
            return without_claim(question.name, question.model)
        raise BadInput(f"eval {question.name}", "got no data", EXAMPLE)
    if not question.data.is_dir():
        raise NotThere(str(question.data), "give a folder")
    if question.model is not None:
        return judged(question.name, question.model, question.data, question.predictions)
    return cross_validated(question, question.data)


def on_own_events() -> dict[str, Any]:
    """Return what became of the suggestions that were shown on this machine."""
    from undersong.domain.kind import Kind
    from undersong.domain.places import places_from_environment
    from undersong.flows.outcomes import accept_figures
    from undersong.store.events import EventStore

    places = places_from_environment()
    if not places.events.exists():
        return accept_figures(())
    store = EventStore.open_read_only(places.events)
    try:
        return accept_figures(store.events(kinds=(Kind.SUGGESTION_SHOWN, Kind.SUGGESTION_OUTCOME)))
    finally:
        store.close()


def drifting(full: bool) -> dict[str, Any]:
    """Return how often steady streams raise an alarm, beside their raw input, and how soon a rise in error is found."""
    from undersong.cli.bench.drift import SEEDS, STREAMS, TIES, measure_alarms, measure_finding

    alarms, found = measure_alarms(TIES[0], SEEDS if full else STREAMS), measure_finding()
    return {
        "task": "drift",
        "false_alarms_in_200_streams": alarms.value,
        "false_alarms_of_raw_input": alarms.baseline,
        "rows_to_find_ten_points": found.value,
        "rows_to_find_ten_points_interval": found.interval,
        "note": f"{alarms.row}. {found.row}. `undersong bench drift` has all rows.",
    }


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
    from undersong.domain.errors import BadInput
    from undersong.registry.manifest import FILE

    if folder is not None and not (folder / FILE).is_file() and (folder / name / FILE).is_file():
        folder = folder / name
    release = release_at(name, folder)
    if release.manifest.model != name:
        raise BadInput(str(folder), f"holds a release of {release.manifest.model}", f"name one of {name}")
    return release


def cross_validated(question: Question, data: Path) -> dict[str, Any]:
    """Return the figures of models that never saw the people they judge; the trainer's environment makes them."""
    from undersong.cli.train import run_trainer
    from undersong.domain.errors import LearningError, UserError
    from undersong.domain.places import places_from_environment

    options = ["--evaluate", question.name, "--data", str(data.absolute())]
    options += ["--predictions", str(question.predictions.absolute())] if question.predictions else []
    options += ["--leaderboard"] if question.leaderboard else []
    result = run_trainer(places_from_environment(), [], options, "Learning from four fifths, judging the last…")
    if result.get("error"):
        raise (UserError if result.get("mistake") else LearningError)(result["error"])
    figures: dict[str, Any] = result["figures"]
    tell_faults(result["faults"], figures.get("faults", 0))
    return figures


def tell_faults(told: Sequence[str], found: int) -> None:
    """Say what could not be used, and how much more of it there is."""
    for fault in told:
        complain(fault)
    if found > len(told):
        complain(f"And {found - len(told):,} more.")


def judged(name: str, model: Path, data: Path, predictions: Path | None) -> dict[str, Any]:
    """Return the figures of a release on people's rows, and say how many of them it learned from."""
    import numpy as np

    from undersong.inference.onnx import OnnxModel
    from undersong.learning.evaluation import rows_for, seen_among
    from undersong.learning.judgement import judgement
    from undersong.learning.predictions import write_predictions
    from undersong.learning.studies.catalog import require_study

    study, release = require_study(data, name), release_of(name, model)
    rows = study.read(data)
    dataset = rows_for(release.manifest.features, study, rows, data)
    said = np.array(OnnxModel(release).predict(dataset.rows))
    if predictions is not None:
        write_predictions(predictions, rows.keys, said.tolist())
    tell_faults([str(fault) for fault in rows.faults[:MOST_TOLD]], len(rows.faults))
    seen = seen_among(dataset, release.manifest.dataset.get("seen", ()))
    figures = judgement(study.task, study.layout, rows, said)
    return {**figures, "faults": len(rows.faults), "seen_people": seen, **about(release, seen)}


def about(release: "Release", seen: int) -> Mapping[str, Any]:
    """Return what a reader must know beside the figures."""
    known = {"release": release.name, "is_experimental": release.manifest.is_experimental}
    if not seen:
        return {**known, "note": "None of these people is known to have been learned from."}
    note = (
        f"{seen} of these people were learned from, so these figures flatter; auc_unseen is the recipe's own, "
        "on people left out in turn."
    )
    return {**known, "auc_unseen": release.manifest.scores.get("auc"), "note": note}
