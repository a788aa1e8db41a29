"""`undersong train`: learn now, or when it is due."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer import Typer
from typer.testing import CliRunner

from undersong.cli import train
from undersong.domain.errors import BadInput, LearningError, NotThere, UserError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts stand in for Python")
DECIDED = '{"decisions": [{"model": "stuck", "decision": "refused", "reason": "It did worse."}], "error": null}'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a script in the place of the trainer."""
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("UNDERSONG_TRAIN_PYTHON", str(tmp_path / "python"))
    answer(tmp_path, f"echo '{DECIDED}'")
    return tmp_path


def answer(folder: Path, line: str) -> None:
    """Let the trainer do this."""
    path = folder / "python"
    path.write_text(f'#!/bin/sh\necho "$@" > {folder}/arguments\n{line}\n')
    path.chmod(0o755)


def call(*words: str) -> Result:
    """Run the command."""
    app = Typer()
    app.callback()(lambda: None)
    train.register(app)
    return CliRunner().invoke(app, ["train", *words])


def arguments(home: Path) -> list[str]:
    return (home / "arguments").read_text().split()


def test_models_are_trained_by_name_and_the_reason_is_told(home: Path) -> None:
    result = call("stuck", "flow")

    assert result.stdout.strip() == "stuck: refused. It did worse."
    assert arguments(home)[-4:] == ["--model", "stuck", "--model", "flow"]
    assert "asked" in arguments(home)


def test_machines_get_the_whole_result(home: Path) -> None:
    assert json.loads(call("--json").stdout) == json.loads(DECIDED)


def test_what_is_not_due_is_not_trained_and_the_reason_is_told(home: Path) -> None:
    result = call("--due")

    assert result.stdout.splitlines()[-1] == "Not due: it waits for 0 of 100 new events."
    plain = json.loads(call("--due", "--json").stdout)
    assert (plain["due"], plain["waitingFor"]) == (False, "0 of 100 new events")
    assert not (home / "arguments").exists()


def test_a_prior_is_made_from_a_folder(home: Path) -> None:
    call("stuck", "--data", str(home), "--out", str(home / "out"))

    assert arguments(home)[-4:] == ["--data", str(home), "--out", str(home / "out")]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["--due", "stuck"], BadInput),
        (["--out", "somewhere"], BadInput),
        (["stuck", "--data", "/no/such/folder"], NotThere),
    ],
)
def test_what_does_not_go_together_is_refused(home: Path, words: list[str], error: type[UserError]) -> None:
    assert isinstance(call(*words).exception, error)


@pytest.mark.parametrize(
    ("line", "error", "said"),
    [
        ('echo \'{"error": "no such recipe", "mistake": true}\'', UserError, "no such recipe"),
        ('echo \'{"error": "it broke"}\'', LearningError, "it broke"),
        ("exit 1", LearningError, "ended without a result"),
    ],
)
def test_a_trainer_that_fails_says_why(home: Path, line: str, error: type[Exception], said: str) -> None:
    answer(home, line)

    result = call("stuck")

    assert isinstance(result.exception, error)
    assert said in str(result.exception)


def test_without_a_training_environment_it_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSONG_TRAIN_PYTHON", str(home / "gone"))

    result = call("stuck")

    assert isinstance(result.exception, NotThere)
    assert "undersong doctor" in str(result.exception)


def test_a_release_made_of_a_folder_says_how_good_it_is_and_what_was_left_out(home: Path) -> None:
    scores = '{"auc": 0.8, "auc_low": 0.7, "auc_high": 0.9, "auc_baseline": 0.6, "ece": 0.02}'
    made = f'{{"model": "stuck", "decision": "written", "folder": "out/stuck", "scores": {scores}'
    answer(home, f'echo \'{{"decisions": [{made}, "faults": ["a.csv, row 1: odd."], "faults_found": 31}}]}}\'')

    result = call("stuck", "--data", str(home), "--out", str(home / "out"))

    assert "stuck: written. out/stuck" in result.stdout
    assert "AUC 0.800 (0.700 to 0.900), the trivial rule 0.600; calibration error 0.020" in result.stdout
    assert "And 30 more." in result.stderr


def test_a_release_needs_a_place_to_go(home: Path) -> None:
    with pytest.raises(BadInput, match="--out is missing"):
        raise call("stuck", "--data", str(home)).exception  # type: ignore[misc]


def test_without_torch_the_completion_is_not_due_and_the_reason_is_told(home: Path) -> None:
    assert "completion: not due: torch is not installed." in call("--due").stdout.splitlines()
    assert json.loads(call("--due", "--json").stdout)["unable"] == {"completion": "torch is not installed"}


def test_the_completion_is_tuned_on_the_repository_that_one_is_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "shop" / ".git").mkdir(parents=True)
    (home / "shop" / "src").mkdir()
    monkeypatch.chdir(home / "shop" / "src")

    call("completion", "--minutes", "5")

    assert arguments(home)[-6:] == ["--model", "completion", "--root", str(home / "shop"), "--minutes", "5.0"]


def test_or_on_one_that_is_named(home: Path) -> None:
    call("completion", "--repo", str(home))

    assert arguments(home)[-2:] == ["--root", str(home)]
    assert isinstance(call("completion", "--repo", str(home / "gone")).exception, NotThere)
