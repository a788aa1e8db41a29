"""What the demo and other tests lean on in the recording."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

RECORDINGS = Path(__file__).parents[2] / "recordings"
HALF_HOUR_MS = 30 * 60_000


@pytest.fixture(scope="module")
def events():
    lines = (RECORDINGS / "bug-hunt.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def of_kind(events, kind):
    return [event for event in events if event["type"] == f"dev.undersong.editor.{kind}.v1"]


def test_the_recording_stays_small():
    assert (RECORDINGS / "bug-hunt.jsonl").stat().st_size <= 300_000


def test_it_is_one_whole_session_in_order(events):
    assert events[0] == of_kind(events, "session_started")[0]
    assert len(of_kind(events, "session_ended")) == 1
    assert all(earlier["time"] <= later["time"] for earlier, later in pairwise(events))
    assert len({event["id"] for event in events}) == len(events)


def test_all_runs_pass_until_the_first_commit_and_after_the_last_fix(events):
    first, last = of_kind(events, "commit_created")
    runs = of_kind(events, "test_run")
    failing = [run["time"] for run in runs if run["data"]["test.failed"]]
    assert min(failing) > first["time"]
    assert max(failing) < last["time"] < events[-1]["time"]
    assert runs[-1]["data"]["test.outcome"] == "passed"


def test_the_green_stretch_is_long_and_the_hunt_takes_many_runs(events):
    runs = of_kind(events, "test_run")
    failing = [run for run in runs if run["data"]["test.failed"]]
    assert failing[0]["monotonicms"] - events[0]["monotonicms"] >= HALF_HOUR_MS
    assert len(failing) >= 8


def test_a_run_is_recorded_once(events):
    assert {run["data"]["test.via"] for run in of_kind(events, "test_run")} == {"terminal"}


def test_no_name_of_the_package_is_in_it():
    recorded = (RECORDINGS / "bug-hunt.jsonl").read_text()
    words = {path.stem for path in (RECORDINGS / "package").rglob("*.py")} - {"__init__"}
    assert not [word for word in ("larder", *words) if f"{word}." in recorded or f"/{word}" in recorded]
