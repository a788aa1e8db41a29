"""After a commit the weights are learned anew from what changed lately, and kept if the newest file likes them."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from builders.repositories import commit, functions
from undersong.flows import adapt
from undersong.flows.adapt import (
    FILES,
    HELD_SLICES,
    QUIET_SECONDS,
    SLICES_A_FILE,
    Adapt,
    changed_lately,
    refitted,
    relearned,
)
from undersong.suggestions.neural.fitting import Samples
from undersong.suggestions.neural.weights import FEATURES, Weights, read_weights, usual_weights

SEED = 5


def samples(right: int, places: int = 64, seed: int = SEED) -> Samples:
    """Return places at which one of the three sources knows the real token, and the others do not."""
    chance = np.random.default_rng(seed)
    chances = np.full((places, 3), 0.05)
    chances[:, right] = 0.9
    return Samples(chance.random((places, len(FEATURES))), chances)


def observe(right_by_path: dict[str, int]):
    """Return an observer, and the paths that it was asked for, each time a slice was made."""
    asked: list[str] = []

    def made(path: str) -> Iterator[Samples]:
        for seed in range(99):
            asked.append(path)
            yield samples(right_by_path[path], seed=seed)

    return made, asked


def finish(work) -> Weights | None:
    """Run it to its end and return what came out."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def test_a_repository_that_is_always_right_gains_weight() -> None:
    made, _ = observe({"new.py": 2, "old.py": 2})

    fitted = finish(relearned(["new.py", "old.py"], made, usual_weights()))

    assert fitted is not None
    features = samples(2).features[0]
    assert fitted.shares(features)[2] > usual_weights().shares(features)[2]


def test_what_the_newest_file_does_not_like_is_not_kept() -> None:
    made, _ = observe({"new.py": 0, "old.py": 2})

    assert finish(relearned(["new.py", "old.py"], made, usual_weights())) is None


def test_the_newest_file_judges_and_the_others_teach_within_bounds() -> None:
    made, asked = observe({"new.py": 2, "old.py": 2, "older.py": 2})

    finish(relearned(["new.py", "old.py", "older.py"], made, usual_weights()))

    assert asked.count("new.py") == HELD_SLICES
    assert asked.count("old.py") == asked.count("older.py") == SLICES_A_FILE


@pytest.mark.parametrize("paths", [[], ["new.py"]])
def test_one_file_alone_cannot_both_teach_and_judge(paths: list[str]) -> None:
    made, _ = observe({"new.py": 2})

    assert finish(relearned(paths, made, usual_weights())) is None


def test_a_newest_file_too_short_to_judge_leaves_that_to_the_next() -> None:
    made, _ = observe({"new.py": 2, "old.py": 2})

    def short(path: str) -> Iterator[Samples]:
        return iter(()) if path == "short.py" else made(path)

    assert finish(relearned(["short.py", "new.py", "old.py"], short, usual_weights())) is not None


def test_what_was_learned_lies_beside_the_index_and_is_where_the_next_begins(tmp_path: Path) -> None:
    made, _ = observe({"new.py": 2, "old.py": 2})
    place = tmp_path / "index" / "aa" / "weights.json"

    finish(refitted(["new.py", "old.py"], made, place))

    first = read_weights(place)
    assert first is not None
    assert samples(2).loss(first) < samples(2).loss(usual_weights())
    finish(refitted(["new.py", "old.py"], made, place))
    assert samples(2).loss(read_weights(place)) <= samples(2).loss(first)  # type: ignore[arg-type]
    assert json.loads(place.read_text())["features"] == list(FEATURES)


def test_where_nothing_was_gained_nothing_is_written(tmp_path: Path) -> None:
    made, _ = observe({"new.py": 0, "old.py": 2})

    finish(refitted(["new.py", "old.py"], made, tmp_path / "weights.json"))

    assert not (tmp_path / "weights.json").exists()


def test_the_newest_commit_comes_first_and_only_code_counts(tmp_path: Path) -> None:
    commit(tmp_path, {"first.py": functions(3)})
    commit(tmp_path, {"second.py": functions(3), "notes.md": "words\n" * 50, "key.pem": "k\n" * 50})
    commit(tmp_path, {"small.py": "x = 1\n", "large.py": functions(9), "second.py": functions(4)})

    assert changed_lately(tmp_path) == ["large.py", "second.py", "small.py"]


def test_no_more_files_are_looked_at_than_a_few_seconds_allow(tmp_path: Path) -> None:
    commit(tmp_path, {"first.py": functions(3)})
    commit(tmp_path, {f"file_{number}.py": functions(3) for number in range(20)})

    assert len(changed_lately(tmp_path)) == FILES


def test_a_history_of_one_commit_shows_no_change(tmp_path: Path) -> None:
    commit(tmp_path, {"first.py": functions(3)})

    assert changed_lately(tmp_path) == []
    assert changed_lately(tmp_path / "gone") == []


class Stage:
    """An `Adapt` over a repository, with observers in the place of a language model."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        commit(root, {"first.py": functions(3)})
        commit(root, {"old.py": functions(3)})
        commit(root, {"new.py": functions(3)})
        self.root = root
        self.completing = SimpleNamespace(
            quiet_seconds=QUIET_SECONDS,
            engine=object(),
            followed=[SimpleNamespace(root=root)],
            tokens_of=lambda *_: None,
        )
        made, self.asked = observe(dict.fromkeys(("first.py", "old.py", "new.py"), 2))
        monkeypatch.setattr(adapt, "observer", lambda *_: made)
        self.index = root.parent / "index"
        self.adapt = Adapt(self.completing, self.index)  # type: ignore[arg-type]

    def commit(self) -> None:
        self.adapt.committed([self.root])

    def finish(self) -> None:
        while self.adapt.step():
            pass

    @property
    def written(self) -> int:
        return len(list(self.index.glob("*/weights.json")))


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(tmp_path / "shop", monkeypatch)


def test_nothing_is_done_before_a_commit(stage: Stage) -> None:
    assert not stage.adapt.step()
    assert stage.asked == []


def test_a_commit_is_learned_from_a_slice_at_a_time(stage: Stage) -> None:
    stage.commit()

    assert stage.adapt.step()
    assert len(stage.asked) == 1
    stage.finish()
    assert stage.written == 1


def test_while_somebody_types_not_one_slice_is_done(stage: Stage) -> None:
    stage.commit()
    stage.adapt.step()
    stage.completing.quiet_seconds = QUIET_SECONDS / 2

    assert not stage.adapt.step()
    assert len(stage.asked) == 1

    stage.completing.quiet_seconds = QUIET_SECONDS
    stage.finish()
    assert stage.written == 1


def test_a_commit_elsewhere_is_not_learned_from_twice(stage: Stage) -> None:
    stage.commit()
    stage.finish()
    asked = len(stage.asked)

    stage.commit()
    stage.finish()

    assert len(stage.asked) == asked


def test_without_a_language_model_in_memory_it_waits(stage: Stage) -> None:
    followed, stage.completing.engine, stage.completing.followed = stage.completing.followed, None, []
    stage.commit()
    assert not stage.adapt.step()

    stage.completing.engine, stage.completing.followed = object(), followed
    stage.finish()

    assert stage.written == 1


def test_a_closed_repository_waits_without_work_until_it_is_opened_again(stage: Stage) -> None:
    followed, stage.completing.followed = stage.completing.followed, []
    stage.commit()
    assert not stage.adapt.step()

    stage.completing.followed = followed
    stage.finish()

    assert stage.written == 1
