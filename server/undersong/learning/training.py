"""One training of one model: examples, split, candidate, validation, release."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from undersong.domain.errors import LearningError, NoRelease, TooFewExamples, TooFewOfAKind
from undersong.domain.event import Event
from undersong.domain.release import Manifest, Release
from undersong.domain.window import Window
from undersong.learning.examples import Split, examples_of, split_by_time
from undersong.learning.labelling.windows import Labelling, study_windows
from undersong.learning.log import Decision
from undersong.learning.material.dataset import Candidate, Dataset
from undersong.learning.material.served import served
from undersong.learning.planting import plant, rule_planted
from undersong.learning.recipes.base import Recipe
from undersong.learning.validation import REFUSED, Contest, Ruling, best_cut, rule
from undersong.registry import Registry, digests, fingerprint, plain_from_manifest

MODEL_FILE, MANIFEST_FILE = "model.onnx", "manifest.json"
PRIOR_VERSION = "0.1.0"
# Under so many labelled windows nothing is trained; from the second figures on a model is made from nothing, and in
# between the release in service is only corrected by two numbers.
LEAST_ROWS, LEAST_RARER = 30, 5
ENOUGH_ROWS, ENOUGH_RARER = 1000, 30
ENTER = 0.5


@dataclass(frozen=True)
class Lesson:
    """What a training of this machine works with.

    Parameters
    ----------
    windows, events
        Everything recorded in the span that is learned from, oldest first.
    now_ms
        The date of what comes out.
    seed
        The same lesson and seed give the same candidate.
    """

    windows: Sequence[Window]
    events: Sequence[Event]
    now_ms: int
    seed: int = 7

    @cached_property
    def labellings(self) -> Mapping[str, Labelling]:
        """What the windows show, for every model that learns from labels, and who says so."""
        return study_windows(self.windows, self.events)


def train_model(recipe: Recipe, lesson: Lesson, registry: Registry) -> tuple[Decision, Dataset]:
    """Train one model on windows, judge it and act on it; return the decision and what it learned from."""
    dataset = examples_of(recipe, lesson.windows, lesson.labellings.get(recipe.name))
    return train_on(recipe, dataset, registry, lesson.now_ms, lesson.seed), dataset


def train_on(recipe: Recipe, dataset: Dataset, registry: Registry, now_ms: int, seed: int) -> Decision:
    """Train one model on Examples, judge it on the newest and act on it; return the decision."""
    release = release_in_service(registry, recipe.name)
    against = release.manifest.version if release else None
    try:
        split = split_by_time(dataset)
        require_examples(recipe.name, dataset, split.learned)
        candidate, ruling = make_candidate(recipe, split, release, seed)
    except LearningError as error:
        labelling = dataset.labelling
        return Decision(recipe.name, REFUSED, str(error), None, against, len(dataset), labelling=labelling)
    version = publish(registry, candidate, ruling, release, now_ms)
    return Decision(
        recipe.name,
        ruling.decision,
        ruling.reason,
        version,
        against,
        len(dataset),
        ruling.scores,
        ruling.scores_in_service,
        dataset.labelling,
    )


def train_prior(recipe: Recipe, folder: Path, now_ms: int, seed: int) -> tuple[Manifest, Candidate]:
    """Return a release made from public data, which serves where nobody's own does."""
    candidate = recipe.train(recipe.prior(folder), seed)
    return manifest_of(candidate, PRIOR_VERSION, now_ms, is_experimental=True), candidate


def write_release(folder: Path, manifest: Manifest, candidate: Candidate) -> None:
    """Write a release to a folder of one's choice; a card that lies there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = replace(manifest, files=digests({MODEL_FILE: candidate.onnx}))
    (folder / MODEL_FILE).write_bytes(candidate.onnx)
    (folder / MANIFEST_FILE).write_text(json.dumps(plain_from_manifest(whole), indent=2) + "\n", encoding="utf-8")


def release_in_service(registry: Registry, model: str) -> Release | None:
    """Return what a candidate is measured against, or None where nothing serves."""
    try:
        return registry.serving(model)
    except NoRelease:
        return None


def require_examples(model: str, dataset: Dataset, learned: Dataset) -> None:
    """Raise `LearningError` where nothing could be learned; without labels (anomaly) the recipe itself knows."""
    if model == "anomaly":
        return
    if len(dataset) < LEAST_ROWS:
        raise TooFewExamples(model, len(dataset), LEAST_ROWS)
    if rarer_of(learned) < LEAST_RARER:
        raise TooFewOfAKind(model, rarer_of(learned), len(learned), LEAST_RARER)


def rarer_of(dataset: Dataset) -> int:
    """Return how many rows the rarer kind has."""
    return min(dataset.positives, len(dataset) - dataset.positives)


def make_candidate(recipe: Recipe, split: Split, release: Release | None, seed: int) -> tuple[Candidate, Ruling]:
    """Train on the older rows and judge on the newer ones."""
    base = (release.folder / MODEL_FILE).read_bytes() if release else None
    # A release over other columns cannot be corrected: the rows do not fit it.
    begins_anew = may_begin_anew(split.learned) or not release or release.manifest.features != recipe.features
    candidate = recipe.train(split.learned, seed, None if begins_anew else base)
    if not candidate.thresholds and release:
        candidate = replace(candidate, thresholds=own_thresholds(candidate, split.learned, release))
    return candidate, judge(recipe, candidate, split, release, base, seed)


def own_thresholds(candidate: Candidate, learned: Dataset, release: Release) -> dict[str, float]:
    """Return the thresholds of the release that was corrected, with cut-offs chosen anew for the probabilities now.

    The best cut-off is the one with the highest F1 on the rows learned from; of equals the one nearest to the old.
    """
    thresholds = dict(release.manifest.thresholds)
    old, gap = thresholds.get("enter", ENTER), thresholds.get("enter", ENTER) - thresholds.get("leave", ENTER)
    told = served(candidate.onnx, learned.rows)
    labels, weights = np.array(learned.labels), np.array(learned.weights)
    best = best_cut(told, labels, weights, old)
    return {**thresholds, "enter": best, "leave": round(max(best - gap, 0.0), 4)}


def may_begin_anew(dataset: Dataset) -> bool:
    """Tell whether there is enough of one's own to leave the shared model behind."""
    return len(dataset) >= ENOUGH_ROWS and rarer_of(dataset) >= ENOUGH_RARER


def judge(
    recipe: Recipe, candidate: Candidate, split: Split, release: Release | None, base: bytes | None, seed: int
) -> Ruling:
    """Measure the candidate and the release in service on the same held-back rows."""
    held = split.held
    columns = release.manifest.features if release else held.features
    rows = reordered(held, columns)
    enter = candidate.thresholds.get("enter", ENTER)
    other_enter = release.manifest.thresholds.get("enter", ENTER) if release else ENTER
    if recipe.name == "anomaly":
        odd = plant(held.rows, seed)
        strange = [tuple(row) for row in odd]
        ours = (served(candidate.onnx, held.rows), served(candidate.onnx, strange))
        theirs = (said(base, rows), said(base, reordered(replace(held, rows=tuple(strange)), columns)))
        return rule_planted(ours, theirs, held.groups, enter, split.sessions, seed)
    contest = Contest(
        np.array(held.labels),
        np.array(held.weights),
        held.groups,
        served(candidate.onnx, held.rows),
        said(base, rows),
        enter,
        other_enter,
        split.sessions,
    )
    return rule(contest, seed)


def reordered(dataset: Dataset, columns: Sequence[str]) -> list[tuple[float, ...]]:
    """Return the rows in the columns of another release; what the data set lacks is not known."""
    places = [dataset.features.index(name) if name in dataset.features else None for name in columns]
    return [tuple(float("nan") if at is None else row[at] for at in places) for row in dataset.rows]


def said(onnx: bytes | None, rows: Sequence[tuple[float, ...]]) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Return what the release in service says; where none serves, that nothing is ever the case."""
    return served(onnx, rows) if onnx is not None else np.zeros(len(rows))


def publish(registry: Registry, candidate: Candidate, ruling: Ruling, release: Release | None, now_ms: int) -> str:
    """Keep the candidate as a release, and let it serve or refuse it as ruled; return its version."""
    scores = {**candidate.scores, **ruling.scores}
    version = next_version(release, candidate)
    manifest = manifest_of(replace(candidate, scores=scores), version, now_ms, ruling.decision != "promoted")
    made = registry.publish(manifest, {MODEL_FILE: candidate.onnx})
    if ruling.is_promoted:
        registry.promote(made, ruling.reason)
    else:
        registry.refuse(made)
    return version


def manifest_of(candidate: Candidate, version: str, now_ms: int, is_experimental: bool) -> Manifest:
    """Return the manifest of a candidate; the registry fills in the files."""
    return Manifest(
        candidate.model,
        version,
        now_ms,
        {},
        candidate.features,
        fingerprint(candidate.features),
        dict(candidate.thresholds),
        dict(candidate.scores),
        dict(candidate.dataset),
        is_experimental,
    )


def next_version(release: Release | None, candidate: Candidate) -> str:
    """Return the version after the one in service, with eight digits of the data set behind it.

    >>> next_version(None, Candidate("stuck", b"", (), dataset={"fingerprint": "0a1b2c3d4e"}))
    '0.1.1+0a1b2c3d'
    """
    return version_after(release, candidate.dataset["fingerprint"])


def version_after(release: Release | None, fingerprint: str) -> str:
    """Return the version after the one in service, for what was made of a data set with this fingerprint."""
    number = release.manifest.version.split("+")[0] if release else "0.1.0"
    major, minor, patch = (int(part) for part in number.split("."))
    return f"{major}.{minor}.{patch + 1}+{fingerprint[:8]}"
