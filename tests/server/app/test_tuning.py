"""Whose turn it is, and a night of it through the trainer's root, with toys for networks."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders.releases import NOON, ledger_in, registry_in, ship
from builders.repositories import commit, functions
from builders.toys import toy_tools
from undersong.app.tuning import NOTHING_NEW, tune_here
from undersong.domain.clock import HeldClock
from undersong.domain.places import Places, digest_of
from undersong.domain.release import scoped
from undersong.learning.adapting.repositories import known, remember
from undersong.learning.adapting.wish import Wish
from undersong.learning.log import Decision
from undersong.registry import Registry

OTHERS = "READERS.append(Reader(size=-1, buffer=BUFFER))\nREADERS[-1].READ()\n" * 60


@dataclass
class Stage:
    """A home with repositories that were open."""

    folder: Path
    places: Places
    registry: Registry
    files: list[Path]

    def open(self, name: str, opened_ms: int) -> Path:
        root = self.folder / name
        commit(root, {"old.py": functions(300)})
        for number in range(12):
            commit(root, {"count.py": f"count = {number}\n"})
        commit(root, {f"new_{place}.py": functions(30, f"fresh_{name}") for place in range(6)})
        remember(self.places.index_of(root), root, opened_ms)
        return root

    def night(self, root: Path | None = None) -> list[Decision]:
        tools = toy_tools(self.folder / "tools", self.files, OTHERS)
        return tune_here(self.places, self.registry, HeldClock(NOON), Wish(root), lambda _: tools)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    files = [tmp_path / "others" / f"module_{number}.py" for number in range(120)]
    files[0].parent.mkdir()
    for path in files:
        path.write_text(OTHERS)
    ship(tmp_path / "models", "0.1.0", model="completion", name="adapter.npz")
    ledger = ledger_in(tmp_path)
    yield Stage(tmp_path, Places(tmp_path / "home"), registry_in(tmp_path, ledger), files)
    ledger.close()


def test_the_repository_opened_last_comes_first_and_the_next_one_the_next_night(stage: Stage) -> None:
    first, second = stage.open("first", 1), stage.open("second", 2)

    nights = [stage.night() for _ in range(3)]

    assert [night[0].model for night in nights[:2]] == [scoped("completion", digest_of(at)) for at in (second, first)]
    assert [decision.reason for decision in nights[2]] == [NOTHING_NEW]


def test_a_repository_that_is_asked_for_is_tuned_on_and_remembered(stage: Stage) -> None:
    stage.open("first", 1)
    second = stage.open("second", 2)
    shutil.rmtree(stage.places.index_of(second))

    (decision,) = stage.night(second)

    assert decision.model == scoped("completion", digest_of(second))
    assert decision.is_promoted, decision.reason
    assert second in [repository.root for repository in known(stage.places.index)]


def test_where_nothing_was_open_nothing_is_tuned(stage: Stage) -> None:
    assert [decision.reason for decision in stage.night()] == [NOTHING_NEW]
