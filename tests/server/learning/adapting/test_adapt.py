"""A night from a repository's files to a release, or to a reason why there is none, with toys for networks."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders.releases import NOON, ledger_in, registry_in, ship
from builders.repositories import commit, functions
from builders.toys import toy_tools
from undersong.domain.release import Standing, scoped
from undersong.learning.adapting.adapt import FOLDER, NOTHING_NEW, Night, adapt
from undersong.learning.adapting.repositories import Known
from undersong.learning.log import Decision
from undersong.registry import Registry

OTHERS = "READERS.append(Reader(size=-1, buffer=BUFFER))\nREADERS[-1].READ()\n" * 60
DIGEST = "0123456789abcdef"
MODEL = scoped("completion", DIGEST)


@dataclass
class Stage:
    """A repository, a registry, and files of others."""

    folder: Path
    registry: Registry
    known: Known
    files: list[Path]

    def night(self, **tools: bool) -> Decision:
        made = toy_tools(self.folder / "tools", self.files, OTHERS, **tools)
        return adapt(self.known, self.registry, made, Night(60, NOON), lambda: False)

    @property
    def version(self) -> str:
        return self.registry.serving(MODEL).manifest.version


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    root = tmp_path / "shop"
    commit(root, {"old.py": functions(300)})
    for number in range(20):
        commit(root, {"count.py": f"count = {number}\n"})
    commit(root, {f"new_{place}.py": functions(30, "fresh") for place in range(6)})
    files = [tmp_path / "others" / f"module_{number}.py" for number in range(120)]
    files[0].parent.mkdir()
    for path in files:
        path.write_text(OTHERS)
    ship(tmp_path / "models", "0.1.0", model="completion", name="adapter.npz")
    ledger = ledger_in(tmp_path)
    yield Stage(tmp_path, registry_in(tmp_path, ledger), Known(DIGEST, root, NOON, tmp_path / "index" / DIGEST), files)
    ledger.close()


def test_a_model_that_learned_the_repository_serves_it(stage: Stage) -> None:
    decision = stage.night()

    assert decision.is_promoted, decision.reason
    assert decision.model == MODEL
    assert stage.version == decision.version
    assert stage.registry.serving("completion").manifest.version == "0.1.0"
    assert decision.scores["exact"] > decision.scores_in_service["exact"]


def test_one_that_learned_nothing_is_refused_and_leaves_no_weights(stage: Stage) -> None:
    decision = stage.night(learns=False)

    assert not decision.is_promoted
    assert stage.version == "0.1.0"
    (refused,) = [release for release, standing in stage.registry.all_of(MODEL) if standing is Standing.REFUSED]
    assert [path.name for path in refused.folder.iterdir()] == ["manifest.json"]


def test_one_that_forgot_the_code_of_others_is_refused(stage: Stage) -> None:
    decision = stage.night(forgets=True)

    assert "forgot" in decision.reason
    assert stage.version == "0.1.0"


def test_a_second_night_without_a_commit_trains_nothing(stage: Stage) -> None:
    stage.night()

    assert stage.night().reason == NOTHING_NEW


def test_after_another_commit_the_release_of_last_night_is_the_one_to_beat(stage: Stage) -> None:
    first = stage.night()
    commit(stage.known.root, {f"later_{place}.py": functions(60, "later") for place in range(6)})

    second = stage.night()

    assert second.against == first.version
    assert second.version != first.version


def test_a_night_can_be_taken_back(stage: Stage) -> None:
    stage.night()

    assert stage.registry.rollback(MODEL).manifest.version == "0.1.0"


def test_no_name_and_no_line_of_the_repository_is_in_what_a_release_says_of_itself(stage: Stage) -> None:
    stage.night()

    said = (stage.registry.serving(MODEL).folder / "manifest.json").read_text()
    assert not [word for word in ("shop", "new_0", "fresh", "local_sum", str(stage.folder)) if word in said]


def test_a_night_leaves_no_work_behind_and_a_broken_one_is_found_again(stage: Stage) -> None:
    tools = toy_tools(stage.folder / "tools", stage.files, OTHERS)
    places: list[Path] = []

    def broken(documents, replay, seconds, out, should_stop):  # type: ignore[no-untyped-def]
        places.append(out)
        raise KeyboardInterrupt

    from dataclasses import replace

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            adapt(stage.known, stage.registry, replace(tools, tune=broken), Night(60, NOON), lambda: False)

    assert places[0] == places[1]
    assert (stage.known.folder / FOLDER).is_dir()
    stage.night()
    assert not (stage.known.folder / FOLDER).exists()


def test_a_repository_without_history_is_refused_with_the_reason(stage: Stage) -> None:
    shutil.rmtree(stage.known.root / ".git")

    decision = stage.night()

    assert not decision.is_promoted
    assert "no release is made" in decision.reason
