"""Which of the two answers, and what is kept of it."""

from pathlib import Path
from typing import Any, cast

import pytest

from builders.language import RememberingModel
from builders.repositories import assist_on, finish, repository
from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.flows import completing as module
from undersong.flows.assist import Assist
from undersong.flows.completing import Completing, has_word_of
from undersong.inference.language.model import LanguageModel
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.neural.engine import Engine
from undersong.suggestions.neural.following import Following

LINE = "    return max(0, need_total(need) - stock.total_amount(need.name))\n"


@pytest.fixture
def assist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assist:
    """A repository that says one line often, under a language model that broke off."""
    for number in range(6):
        (tmp_path / f"module_{number}.py").write_text(f"def amount_{number}(need, stock):\n{LINE}")
    completing = Completing(tmp_path / "index")
    monkeypatch.setattr(completing, "_loaded", lambda: object())
    monkeypatch.setattr(completing, "_by_model", lambda *_: Silence("the text moved on"))
    assist = Assist(tmp_path / "index", completing)
    assist.open(tmp_path)
    while assist.step(100):
        pass
    return assist


def asked(assist: Assist, root: Path, should_stop: bool) -> Any:
    assist.completing.should_stop = lambda: should_stop
    return assist.complete(
        Context(str(root / "fresh.py"), "python", "def spare(need, stock):\n    return max(0, need_", "")
    )


def test_where_the_model_is_silent_the_repository_answers(assist: Assist, tmp_path: Path) -> None:
    found = asked(assist, tmp_path, should_stop=False)

    assert isinstance(found, Suggestion)
    assert found.source in {"repository", "file"}


def test_a_question_that_nobody_waits_for_has_no_stand_in_that_later_keys_would_get(
    assist: Assist, tmp_path: Path
) -> None:
    assert asked(assist, tmp_path, should_stop=True) == Silence("the text moved on")


def test_what_may_not_be_offered_is_no_alternative_either(
    assist: Assist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = Suggestion("one()", 0.9, "model", "toy 1", ("two()", "git reset --hard", "one()"))
    monkeypatch.setattr(assist.completing, "_by_model", lambda *_: offered)

    found = assist.complete(Context(str(tmp_path / "run.sh"), "shellscript", "x; "))

    assert isinstance(found, Suggestion)
    assert found.alternatives == ("two()",)


class Loaded:
    """An assistant on a small repository with a language model in memory."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = repository(folder / "root", {"a.py": "def load(path):\n    return path\n"})
        self.assist = assist_on(self.root, folder / "index")
        model = RememberingModel(folder)
        engine = Engine(cast(LanguageModel, model), "toy 1")
        monkeypatch.setattr(Completing, "_load", lambda completing: setattr(completing, "_engine", engine))
        self.assist.completing.use_language_model(folder / "release", "toy 1")
        finish(self.assist)

    def ask(self, text: str = "def lo") -> Suggestion | Silence:
        return self.assist.complete(Context(str(self.root / "new.py"), "python", text))


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    return Loaded(tmp_path, monkeypatch)


def test_a_repository_that_is_opened_again_is_followed_anew(loaded: Loaded) -> None:
    completing = loaded.assist.completing
    engine, (before,) = completing.engine, completing.followed
    assert engine is not None
    loaded.assist.close_root(loaded.root)
    completing.tokens_of(before, engine)  # somebody still works with what was closed

    loaded.assist.open(loaded.root)
    finish(loaded.assist)

    assert completing.followed != [before]


def test_reading_tokens_that_fails_is_not_tried_without_end(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def fail(following: Following, *_: object) -> None:
        tried.append(following)
        raise MemoryError

    monkeypatch.setattr(Following, "_put", fail)
    (loaded.root / "b.py").write_text("x = 1\n")
    loaded.assist.changed([str(loaded.root / "b.py")])

    finish(loaded.assist)

    assert len(tried) == 1
    assert not loaded.assist.step(10)


def test_a_model_that_nobody_asks_is_put_away_which_is_work(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", -1.0)

    assert loaded.assist.step(10)
    assert loaded.assist.completing.engine is None
    assert not loaded.assist.step(10)


def test_what_a_crowd_was_told_is_forgotten_when_it_is_gone(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    completing = loaded.assist.completing
    crowd = completing._crowd
    monkeypatch.setattr(crowd, "note", lambda *_: None)
    crowd.is_there = True
    hasty = loaded.ask("def load(path):\n    return ")
    assert isinstance(hasty, Suggestion)

    monkeypatch.setattr(crowd, "note", lambda *_: setattr(crowd, "is_there", False))
    found = loaded.ask("def load(path):\n    return ")

    assert not isinstance(found, Suggestion) or found.source != "cache"


def test_names_are_known_once_all_is_read(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", {f"m{number}.py": f"x_{number} = 1\n" for number in range(3)})
    index = Repository(root, tmp_path / "index")
    work = index.work()
    while not index.files:
        next(work)
    index.note(["m1.py"])
    assert has_word_of(index) is None

    while next(work):
        pass

    has_word = has_word_of(index)
    assert has_word is not None
    assert has_word("x_2")
    assert not has_word("y")
    index.give_up()
    assert has_word_of(index) is None
