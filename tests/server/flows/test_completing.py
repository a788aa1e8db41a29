"""Which of the two answers where the language model has nothing to say."""

from pathlib import Path
from typing import Any

import pytest

from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.flows.assist import Assist
from undersong.flows.completing import Completing

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
