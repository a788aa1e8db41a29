"""The simulation as a command."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders.penn import write_penn
from undersong.cli import simulate
from undersong.cli.main import make_app
from undersong.domain.errors import BadInput, NotThere


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "DEVELOPERS", 2)
    monkeypatch.setattr(simulate, "DAYS", 2)
    monkeypatch.setattr(simulate, "MOST_WORKERS", 1)


def test_without_data_the_recording_that_ships_is_planted(capsys: pytest.CaptureFixture[str]) -> None:
    simulate.simulate(None, as_json=True)

    figures = json.loads(capsys.readouterr().out)
    assert figures["simulated_developers"] == 2
    assert figures["episodes"] > 0
    assert figures["recall_unbudgeted"] > 0
    assert "recording of our own" in figures["note"]


def test_people_print_as_tables_with_real_ones_beside_them(capsys: pytest.CaptureFixture[str]) -> None:
    simulate.simulate(None, as_json=False)

    said = capsys.readouterr().out
    assert "naive_alarms_per_active_hour" in said
    assert "share of cursor_moved\t0.21, 0.376, 0.517" in said
    assert "debug_ratio of 50 events" in said


def test_in_full_hard_ways_to_run_tests_are_told_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, number in (("FULL_DEVELOPERS", 2), ("FULL_DAYS", 2), ("HARD_DEVELOPERS", 2)):
        monkeypatch.setattr(simulate, name, number)

    simulate.simulate(None, as_json=True, full=True)

    figures = json.loads(capsys.readouterr().out)
    assert figures["known_red_toasts_per_day_max"] <= 4
    assert figures["watching_recall_unbudgeted"] > 0


@pytest.mark.parametrize("below", ["", "penn_cs1"])
def test_without_a_training_environment_it_says_who_may_be_known(
    tmp_path: Path, below: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_penn(tmp_path / below)
    monkeypatch.setattr("undersong.learning.child.trainer_python", lambda: None)

    simulate.simulate(tmp_path, as_json=True)

    figures = json.loads(capsys.readouterr().out)
    assert figures["people_with_failing_runs"] == 6
    assert "may have learned" in figures["note"]


def test_a_release_of_ones_own_meets_strangers_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_penn(tmp_path)
    shipped = simulate.prepared(None, None, 7, tmp_path).releases["stuck"]

    simulate.simulate(tmp_path, as_json=True, model=shipped)

    figures = json.loads(capsys.readouterr().out)
    assert figures["people_with_failing_runs"] == 12
    assert "learned from none of the people" in figures["note"]


def test_the_command_needs_no_name_and_knows_that_of_stuck_alone() -> None:
    for named in ((), ("stuck",)):
        said = CliRunner().invoke(make_app(), ["eval", *named, "--simulate", "--json"], catch_exceptions=False)
        assert json.loads(said.stdout)["task"] == "stuck"

    with pytest.raises(BadInput, match="makes no nudges"):
        CliRunner().invoke(make_app(), ["eval", "flow", "--simulate"], catch_exceptions=False)


def test_a_folder_without_anything_of_use_is_the_persons_mistake(tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="priors or penn_cs1"):
        simulate.simulate(tmp_path, as_json=True)
