"""A trainer that can be held, let go on, and ended."""

import sys
from pathlib import Path

import psutil
import pytest

from builders.processes import is_held
from undersong.learning.child import VARIABLE, Child, trainer_command, trainer_python

pytestmark = pytest.mark.process


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.fixture
def sleeper():
    """A child that sleeps."""
    child = Child(python("import time; time.sleep(60)"), ["stuck"], 0)
    yield child
    child.end()


def test_the_last_line_of_json_is_the_result() -> None:
    child = Child(python("print('words'); print('{\"a\": 1}'); print('more words')"), [], 0)
    child._process.wait()

    assert child.result() == {"a": 1}


@pytest.mark.parametrize("code", ["", "print('no json')", "print('[1]')", "raise SystemExit(3)"])
def test_without_one_there_is_no_result(code: str) -> None:
    child = Child(python(code), [], 0)
    child._process.wait()

    assert child.result() is None


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be held there")
def test_it_is_held_and_let_go(sleeper: Child) -> None:
    sleeper.hold(1_000)
    assert is_held(psutil.Process(sleeper.pid))
    assert sleeper.held_since_ms == 1_000

    sleeper.let_go()
    assert not is_held(psutil.Process(sleeper.pid))
    assert sleeper.held_since_ms is None


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be held there")
def test_a_held_one_can_be_ended(sleeper: Child) -> None:
    sleeper.hold(0)

    sleeper.end()

    assert sleeper.is_over


def test_the_training_environment_lies_beside_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env"))
    assert trainer_python() is None

    inside = tmp_path / "env-train" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    inside.parent.mkdir(parents=True)
    inside.touch()
    assert trainer_python() == inside


def test_a_named_interpreter_comes_first_and_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "python"))
    assert trainer_python() is None

    (tmp_path / "python").touch()
    assert trainer_python() == tmp_path / "python"


def test_the_command_keeps_out_what_lies_in_the_working_folder() -> None:
    command = trainer_command(Path("py"), Path("home"), "idle", ("stuck", "flow"))

    assert command[:5] == ["py", "-I", "-m", "undersong", "trainer"]
    assert command[-4:] == ["--model", "stuck", "--model", "flow"]
