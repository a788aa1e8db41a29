"""What the trainer does with a folder of public data: make releases from it, or judge how well that would go."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from undersong.domain.clock import Clock
from undersong.domain.errors import BadInput, NotThere
from undersong.learning.priority import trees_on_all_cores

SEED = 7
# Whoever left out more learns nothing from the next.
MOST_TOLD = 20


def train_on_folder(
    models: Sequence[str], data: Path, out: Path, clock: Clock, is_prior: bool = False
) -> dict[str, Any]:
    """Make a release of each model from a folder.

    Where the folder is a study of the model, the release takes whatever the layout gives and says how well it did on
    people left out. With `is_prior`, or where there is no study, it is what ships: made of what any editor gives.
    """
    chosen = [(model, study_for(model, data, is_prior)) for model in models or models_for(data, is_prior)]
    make_room(out)
    with trees_on_all_cores():
        decisions = [
            train_on_study(study, data, out, clock) if study is not None else train_what_ships(model, data, out, clock)
            for model, study in chosen
        ]
    return {"decisions": decisions, "error": None}


def train_what_ships(model: str, data: Path, out: Path, clock: Clock) -> dict[str, Any]:
    """Make one release of what any editor gives."""
    from undersong.learning.recipes.catalog import PRIORS
    from undersong.learning.training import train_prior, write_release

    manifest, candidate = train_prior(PRIORS[model], data, clock.now_ms(), SEED)
    write_release(out / model, manifest, candidate)
    return decision_of(model, out / model, dict(manifest.scores), ())


def study_for(model: str, data: Path, is_prior: bool) -> Any:
    """Return the study to learn from, or None where the recipe of what ships reads the folder by itself."""
    from undersong.learning.recipes.catalog import PRIORS
    from undersong.learning.studies.catalog import STUDIES, require_study

    studied = {kind.task for kind in STUDIES}
    if model not in {*PRIORS, *studied}:
        raise NotThere(f"a recipe for {model}", f"choose from {', '.join(sorted({*PRIORS, *studied}))}")
    if model not in PRIORS and is_prior:
        raise BadInput(f"--prior for {model}", "has nothing to make, as no such model ships", "leave it out")
    return None if is_prior or model not in studied else require_study(data, model)


def make_room(out: Path) -> None:
    """Make the folder that the releases go to, before anything is learned; raises `BadInput` where that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(str(out), f"cannot be written ({error.strerror})", "choose a folder that is yours") from error


def models_for(data: Path, is_prior: bool) -> tuple[str, ...]:
    """Return the models to train where none is named: those that the folder is a study of, else all that ship."""
    from undersong.learning.recipes.catalog import RECIPES
    from undersong.learning.studies.catalog import STUDIES

    studied = () if is_prior else tuple(kind.task for kind in STUDIES if (data / kind.table).is_file())
    return studied or tuple(RECIPES)


def train_on_study(study: Any, data: Path, out: Path, clock: Clock) -> dict[str, Any]:
    """Make one release from a study."""
    from undersong.learning.study_training import learn
    from undersong.learning.training import PRIOR_VERSION, manifest_of, write_release

    learned = learn(study, data, SEED)
    folder = out / study.task
    manifest = manifest_of(learned.candidate, PRIOR_VERSION, clock.now_ms(), is_experimental=True)
    write_release(folder, manifest, learned.candidate)
    return decision_of(study.task, folder, dict(learned.candidate.scores), learned.faults)


def decision_of(model: str, folder: Path, scores: dict[str, float], faults: Sequence[Any]) -> dict[str, Any]:
    """Return what is told of a release that was written."""
    told = [str(fault) for fault in faults[:MOST_TOLD]]
    found = {"faults_found": len(faults), "faults": told} if faults else {}
    return {"model": model, "decision": "written", "scores": scores, "folder": str(folder), **found}


def evaluate_on_folder(
    task: str, data: Path, predictions: Path | None, with_leaderboard: bool, seed: int
) -> dict[str, Any]:
    """Return the figures of what learns or remembers, made of a folder of public data."""
    from undersong.learning.memory_check import evaluate_memory
    from undersong.learning.oddities import evaluate_anomaly

    if task == "anomaly":
        return {"figures": evaluate_anomaly(data, seed), "faults": [], "error": None}
    if task == "memory":
        return {"figures": evaluate_memory(data), "faults": [], "error": None}
    with trees_on_all_cores():
        return evaluate_study(task, data, predictions, with_leaderboard, seed)


def evaluate_study(
    task: str, data: Path, predictions: Path | None, with_leaderboard: bool, seed: int
) -> dict[str, Any]:
    """Return a study's figures by cross-validation over people; also write its predictions when asked."""
    from undersong.learning.evaluation import cross_validated
    from undersong.learning.judgement import judgement
    from undersong.learning.predictions import write_predictions
    from undersong.learning.studies.catalog import require_study

    study = require_study(data, task)
    rows = study.read(data)
    said = cross_validated(study, rows, seed)
    if predictions is not None:
        write_predictions(predictions, rows.keys, said.tolist())
    figures = {
        **judgement(study.task, study.layout, rows, said),
        **study.extras(data),
        "by": "cross-validation over people",
        "source": study.source,
        "licence": study.licence,
        "faults": len(rows.faults),
    }
    if with_leaderboard:
        from undersong.learning.references import leaderboard, served_row

        figures.update(served_row(study, rows))
        figures["leaderboard"] = leaderboard(study, rows, seed)
    return {"figures": figures, "faults": [str(fault) for fault in rows.faults[:MOST_TOLD]], "error": None}
