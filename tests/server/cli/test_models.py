"""`undersong models`: what serves, why, and the way back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from typer import Typer
from typer.testing import CliRunner

from builders.releases import NOON, ledger_in, manifest
from undersong.cli import models
from undersong.domain.clock import HeldClock
from undersong.domain.errors import BadInput, NotThere
from undersong.domain.places import digest_of
from undersong.domain.release import scoped
from undersong.learning import log
from undersong.registry import Registry, shipped_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A home in which `stuck 0.1.1+aaaa` was promoted and `0.1.2+bbbb` refused."""
    monkeypatch.setenv("UNDERSONG_HOME", str(tmp_path))
    ledger = ledger_in(tmp_path)
    registry = Registry(ledger, tmp_path / "releases", shipped_folder(), HeldClock(NOON))
    registry.promote(registry.publish(manifest("0.1.1+aaaa"), {"model.onnx": b"a"}), "It is better.")
    registry.refuse(registry.publish(manifest("0.1.2+bbbb"), {"model.onnx": b"b"}))
    decided = (log.Decision("stuck", "refused", "It did worse.", "0.1.2+bbbb", "0.1.1+aaaa"),)
    log.write(ledger, log.Training(NOON, "idle", ("stuck",), 120, 2.0, decided))
    yield registry
    ledger.close()


def call(*words: str) -> Result:
    """Run a command of the group."""
    app = Typer()
    models.register(app)
    return CliRunner().invoke(app, ["models", *words])


def plain(*words: str):
    """Return what a command says to machines."""
    result = call(*words, "--json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def test_the_list_tells_what_serves(home: Registry) -> None:
    shipped = {path.parent.name: json.loads(path.read_text()) for path in shipped_folder().glob("*/manifest.json")}
    versions = {model: manifest["version"] for model, manifest in shipped.items()}

    assert {row["model"]: row["version"] for row in plain("list")} == {**versions, "stuck": "0.1.1+aaaa"}
    assert "experimental" in call("list").stdout


def test_a_release_is_shown_with_all_that_are_kept(home: Registry) -> None:
    shown = plain("show", "stuck")

    assert shown["version"] == "0.1.1+aaaa"
    assert [kept["standing"] for kept in shown["kept"]] == ["refused", "serving", "retired"]
    assert plain("show", "stuck", "0.1.0")["version"] == "0.1.0"
    assert "columns: fail_streak" in call("show", "stuck").stdout


def test_the_history_tells_every_decision_with_its_reason(home: Registry) -> None:
    found = {(row["what"], row["version"], row["reason"]) for row in plain("history", "stuck")}

    assert found == {
        ("deployed", "0.1.1+aaaa", "It is better."),
        ("refused", "0.1.2+bbbb", "It did worse."),
    }


def test_a_difference_names_what_the_two_do_not_share(home: Registry) -> None:
    found = {row["what"]: (row["old"], row["new"]) for row in plain("diff", "stuck", "0.1.1+aaaa", "0.1.2+bbbb")}

    assert found == {"version": ("0.1.1+aaaa", "0.1.2+bbbb")}


def test_a_rollback_is_one_command(home: Registry) -> None:
    assert plain("rollback", "stuck")["version"] == "0.1.0"

    assert home.serving("stuck").manifest.version == "0.1.0"
    assert call("rollback", "stuck").exit_code != 0


def test_a_kept_release_can_be_deployed_again(home: Registry) -> None:
    call("rollback", "stuck")

    assert call("deploy", "stuck", "0.1.1+aaaa").stdout.strip() == "stuck 0.1.1+aaaa serves."
    assert home.history("stuck")[0].reason == "a person deployed it"


def test_what_was_refused_is_never_served_whoever_asks(home: Registry) -> None:
    result = call("deploy", "stuck", "0.1.2+bbbb")

    assert isinstance(result.exception, BadInput)
    assert home.serving("stuck").manifest.version == "0.1.1+aaaa"


@pytest.mark.parametrize("command", ["show", "history", "rollback"])
def test_a_model_that_there_is_not_is_named(home: Registry, command: str) -> None:
    result = call(command, "mood")

    assert isinstance(result.exception, NotThere)
    assert "choose from accept, anomaly, completion, flow, stuck" in str(result.exception)


LABELLING = {
    "base_rate": 0.134,
    "own_words": 12,
    "functions": [
        {
            "function": "same_failure",
            "votes": 200,
            "separate": 24,
            "coverage": 0.1639,
            "accuracy": 0.71,
            "low": 0.51,
            "high": 0.85,
            "judged_by": "own words",
            "remark": "",
        },
        {
            "function": "help",
            "votes": 0,
            "separate": 0,
            "coverage": 0.0,
            "accuracy": None,
            "low": None,
            "high": None,
            "judged_by": None,
            "remark": "it has not voted yet",
        },
    ],
    "remarks": ["calibrated on 20 own words"],
}


def test_who_labelled_the_rows_and_how_well_is_shown(home: Registry) -> None:
    learned = replace(manifest("0.1.3+cccc"), dataset={"rows": 40, "labelling": LABELLING})
    home.promote(home.publish(learned, {"model.onnx": b"c"}), "It is better.")

    told = call("show", "stuck").stdout

    assert "12 windows by own words; calibrated on 20 own words" in told
    assert "16.4%" in told
    assert "0.51 to 0.85" in told
    assert "it has not voted yet" in told
    assert plain("show", "stuck")["dataset"]["labelling"] == LABELLING


def test_a_release_from_public_data_has_nobody_who_labelled_it(home: Registry) -> None:
    assert "labelled by" not in call("show", "flow").stdout


def tune(registry: Registry, root: Path, version: str) -> str:
    """Let a release serve that was tuned on a repository, and return the model's name."""
    model = scoped("completion", digest_of(root))
    registry.promote(registry.publish(manifest(version, model), {"model.onnx": version.encode()}), "It is better.")
    return model


def test_completion_is_what_was_tuned_on_the_only_repository(home: Registry, tmp_path: Path) -> None:
    model = tune(home, tmp_path / "shop", "0.1.1+cccc")

    assert plain("show", "completion")["model"] == model


def test_inside_a_repository_completion_is_what_was_tuned_on_it(
    home: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shop" / "src").mkdir(parents=True)
    tune(home, tmp_path / "other", "0.1.1+cccc")
    for version in ("0.1.1+dddd", "0.1.2+eeee"):
        tune(home, tmp_path / "shop", version)
    monkeypatch.chdir(tmp_path / "shop" / "src")

    assert plain("rollback", "completion")["version"] == "0.1.1+dddd"
    assert home.serving(scoped("completion", digest_of(tmp_path / "other"))).manifest.version == "0.1.1+cccc"


def test_elsewhere_it_asks_which_repository_is_meant(home: Registry, tmp_path: Path) -> None:
    for root in ("shop", "other"):
        tune(home, tmp_path / root, "0.1.1+cccc")

    error = call("rollback", "completion").exception

    assert isinstance(error, BadInput)
    assert "2 repositories" in str(error)
