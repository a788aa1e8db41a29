"""One night of one repository: collect, tune, join, judge, and release or refuse."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from undersong.domain.errors import LearningError
from undersong.domain.release import Manifest, Release, scoped
from undersong.learning.adapting.judging import Predictor, judge
from undersong.learning.adapting.material import MODEL, Material, collect
from undersong.learning.adapting.replay import Replay, replay_for
from undersong.learning.adapting.repositories import Known, read_small, write_small
from undersong.learning.adapting.ruling import Duel, rule
from undersong.learning.log import Decision
from undersong.learning.material.dataset import PRIVATE
from undersong.learning.training import release_in_service, version_after
from undersong.learning.validation import REFUSED, Ruling
from undersong.registry import Registry, fingerprint

# What is left of a night that was broken off, and the newest commit that was learned from.
FOLDER, LEARNING, STATE = "tuning", "learning", "tuned.json"
NOTHING_NEW = "There is no commit since the last time; the current release stays."
MODEL_FILE, TOKENS_FILE, ADAPTER_FILE = "model.onnx", "tokenizer.json", "adapter.npz"


class Tuned(Protocol):
    """What tuning brought: an adapter's file, and how many tokens it saw."""

    @property
    def adapter(self) -> Path:
        """The adapter's file."""
        ...

    @property
    def tokens(self) -> int:
        """Tokens learned from, each time counted."""
        ...


Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Tools:
    """What a night works with.

    Parameters
    ----------
    served
        The folder of the joined base: what serves where nothing was tuned.
    tune
        Takes documents, replay, seconds, a folder that survives a broken night, and whether to stop.
    join
        Takes an adapter's file and makes ``model.onnx`` and ``tokenizer.json`` in a folder.
    open
        Opens such a folder to be judged.
    replay_files
        Files of others' code on this machine.
    """

    served: Path
    tune: Callable[[Iterable[str], Iterable[str], float, Path, Stop], Tuned]
    join: Callable[[Path, Path], None]
    open: Callable[[Path], Predictor]
    replay_files: Callable[[], list[Path]]


@dataclass(frozen=True, slots=True)
class Night:
    """How long tuning may take (seconds), the date of what comes out, and the seed."""

    seconds: float
    now_ms: int
    seed: int = 7


def adapt(known: Known, registry: Registry, tools: Tools, night: Night, should_stop: Stop) -> Decision:
    """Tune the completion on one repository and act on what the newest lines say of it; return the decision."""
    model = scoped(MODEL, known.digest)
    release = release_in_service(registry, model)
    against = release.manifest.version if release else None
    try:
        material = collect(known.root, night.seed)
    except LearningError as error:
        return Decision(model, REFUSED, str(error), None, against)
    if read_small(known.folder / STATE).get("newest") == material.newest:
        return Decision(model, REFUSED, NOTHING_NEW, None, against)
    place = work_folder(known.folder, material)
    replay = replay_for(sum(map(len, material.documents)), tools.replay_files(), night.seed)
    (place / LEARNING).mkdir(mode=0o700, exist_ok=True)
    tuned = tools.tune(material.documents, replay.documents, night.seconds, place / LEARNING, should_stop)
    tools.join(tuned.adapter, place)
    ruling = judged(tools, place, served_folder(release, tools), material, replay, night.seed)
    version = publish(registry, model, Made(place, tuned, material, replay, ruling), release, night.now_ms)
    write_small(known.folder / STATE, {"newest": material.newest, "version": version})
    shutil.rmtree(known.folder / FOLDER, ignore_errors=True)
    scores = ruling.scores, ruling.scores_in_service
    return Decision(model, ruling.decision, ruling.reason, version, against, len(material.documents), *scores)


def work_folder(folder: Path, material: Material) -> Path:
    """Return where this night works; what one broken off left for other material is removed."""
    place = folder / FOLDER / material.fingerprint[:16]
    for other in place.parent.glob("*"):
        if other != place:
            shutil.rmtree(other, ignore_errors=True)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def served_folder(release: Release | None, tools: Tools) -> Path:
    """Return the folder of what serves this repository: its own release, or the joined base."""
    is_own = release is not None and MODEL_FILE in release.manifest.files
    return release.folder if release is not None and is_own else tools.served


def judged(tools: Tools, made: Path, served: Path, material: Material, replay: Replay, seed: int) -> Ruling:
    """Return the ruling on a candidate; one model is open at a time."""
    candidate = tools.open(made)
    ours, kept = judge(candidate, material.held), judge(candidate, replay.held)
    del candidate
    in_service = tools.open(served)
    theirs = judge(in_service, material.held)
    base = in_service if served == tools.served else tools.open(tools.served)
    return rule(Duel(ours, theirs), Duel(kept, judge(base, replay.held)), seed)


@dataclass(frozen=True, slots=True)
class Made:
    """What a night made, out of what, and what was ruled."""

    folder: Path
    tuned: Tuned
    material: Material
    replay: Replay
    ruling: Ruling

    def summary(self) -> dict[str, Any]:
        """Return what the manifest tells of the data: sizes and sources, no name and no line."""
        material, replay = self.material, self.replay
        own = {"name": "this repository before its newest commits", "licence": PRIVATE, "rows": len(material.documents)}
        return {
            "fingerprint": material.fingerprint,
            "rows": len(material.documents),
            "sources": [own, *replay.sources],
            "tokens": self.tuned.tokens,
            "held_commits": material.commits,
            "held_lines": material.lines,
        }


def publish(registry: Registry, model: str, made: Made, release: Release | None, now_ms: int) -> str:
    """Keep the candidate and let it serve; of a refused one only what it said is kept. Return its version."""
    version, ruling = version_after(release, made.material.fingerprint), made.ruling
    manifest = Manifest(model, version, now_ms, {}, (), fingerprint(()), {}, ruling.scores, made.summary(), False)
    if not ruling.is_promoted:
        registry.refuse(registry.publish(replace(manifest, is_experimental=True), {}))
        return version
    files = {name: made.folder / name for name in (MODEL_FILE, TOKENS_FILE)}
    registry.promote(registry.publish(manifest, {**files, ADAPTER_FILE: made.tuned.adapter}), ruling.reason)
    return version
