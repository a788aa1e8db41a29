"""The trainer as a process of its own; needs the training environment."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builders.lessons import record, sessions
from undersong.domain.places import Places
from undersong.learning import lease
from undersong.store.ledger import open_ledger

pytest.importorskip("sklearn")
pytestmark = [pytest.mark.train, pytest.mark.process]


def train(places: Places, now_ms: int, *options: str, trigger: str = "idle") -> tuple[int, dict[str, Any]]:
    """Run the trainer to its end and return its exit status and result."""
    command = [sys.executable, "-I", "-m", "undersong", "trainer", "--home", str(places.home), "--trigger", trigger]
    environment = {**os.environ, "UNDERSONG_CLOCK": f"held:{now_ms}"}
    done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, start_new_session=True)
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def places(tmp_path: Path) -> Places:
    home = tmp_path / "home"
    home.mkdir()
    return Places(home)


def test_a_night_trains_decides_logs_and_leaves_no_lease(places: Places) -> None:
    now_ms = record(places.events, sessions(1))

    status, result = train(places, now_ms)

    ledger = open_ledger(places.ledger)
    row = ledger.rows("SELECT trigger, models_trained, data_points, success, gate, peak_rss_mb FROM ai_training_logs")[
        0
    ]
    assert status == 0
    assert [decision["model"] for decision in result["decisions"]] == ["stuck", "flow", "anomaly"]
    assert row[:2] == ("idle", '["stuck", "flow", "anomaly"]')
    assert (row[2] > 90, row[3], json.loads(row[4]) == result["decisions"], row[5] > 20) == (True, 1, True, True)
    assert lease.holder(ledger, now_ms) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="priorities are told apart on Linux")
def test_it_lowers_itself_in_every_way_that_linux_has(places: Places) -> None:
    now_ms = record(places.events, sessions(1))

    _, result = train(places, now_ms, "--model", "stuck")

    assert {"nice", "sched_idle"} <= set(result["lowered"])
    assert not Path("/proc/self/autogroup").exists() or "autogroup" in result["lowered"]


def test_a_second_trainer_leaves_at_once(places: Places) -> None:
    now_ms = record(places.events, sessions(1))
    lease.take(open_ledger(places.ledger), now_ms)

    status, result = train(places, now_ms, "--model", "stuck")

    assert status == 0
    assert result["error"].startswith("Another training runs")


def test_an_empty_home_is_no_error(places: Places) -> None:
    _, result = train(places, 1_763_700_000_000, trigger="asked")

    assert {decision["decision"] for decision in result["decisions"]} == {"refused"}


def test_data_that_are_not_there_are_the_users_mistake(places: Places, tmp_path: Path) -> None:
    status, result = train(places, 0, "--model", "stuck", "--data", str(tmp_path), "--out", str(tmp_path / "out"))

    assert status == 2
    assert result["error"]


@pytest.mark.parametrize("from_data", [True, False])
def test_a_model_without_a_recipe_is_named(places: Places, tmp_path: Path, from_data: bool) -> None:
    status, result = train(places, 0, "--model", "mood", *(["--data", str(tmp_path)] if from_data else []))

    assert status == 2
    assert "a recipe for mood does not exist" in result["error"]
