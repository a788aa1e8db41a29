"""From failing runs to a nudge and its answer, through a real daemon and worker, with the time in our hands."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest

from builders.homes import AGREED, daemon_home
from builders.wire import START_MS, failing_run, wire_event
from undersong.cli.talk import Talk
from undersong.domain.places import Places
from undersong.domain.ulid import time_of
from undersong.domain.window import GRACE_MS, STEP_MS

pytestmark = pytest.mark.process

MINUTE_MS = 60_000


class Ear:
    """Notes what the daemon says."""

    def __init__(self) -> None:
        self.states: list[str] = []
        self.nudges: list[dict[str, Any]] = []
        self.notices: list[str] = []

    def hear(self, method: str, params: Mapping[str, Any]) -> None:
        if method == "undersong/state":
            self.states.append(params["state"])
        elif method == "undersong/nudge":
            self.nudges.append(dict(params))
        elif method == "undersong/notice":
            self.notices.append(params["code"])


def bug_hunt(begin_ms: int, runs: int = 12) -> list[dict[str, Any]]:
    """Ten green minutes, then one failing run a minute with small edits in between."""
    green = [wire_event("session_started", begin_ms)]
    for minute in range(10):
        at = begin_ms + minute * MINUTE_MS
        green += [wire_event("file_modified", at + 5_000), wire_event("file_saved", at + 9_000)]
        green += [wire_event("test_run", at + 20_000)]
    for run in range(runs):
        at = begin_ms + (10 + run) * MINUTE_MS
        green += [failing_run(at), wire_event("file_modified", at + 20_000), wire_event("file_saved", at + 30_000)]
    return green


def play(daemon: Talk, events: list[dict[str, Any]]) -> None:
    """Hand over events window by window and move the clock along."""
    ends = sorted({-(-time_of(event["id"]) // STEP_MS) * STEP_MS for event in events})
    for end in ends:
        batch = [event for event in events if end - STEP_MS < time_of(event["id"]) <= end]
        assert daemon.request("undersong/record", {"events": batch})["refused"] == []
        daemon.command("undersong.clock.advance", end + GRACE_MS + 1)


def verdicts_in(places: Places) -> list[tuple[Any, ...]]:
    from undersong.store.events import EventStore

    store = EventStore.open_read_only(places.events)
    try:
        return [(w.end_ms, v.detector, round(v.probability, 6)) for w, verdicts, _ in store.windows() for v in verdicts]
    finally:
        store.close()


def test_failing_runs_become_a_nudge_that_can_be_answered() -> None:
    ear = Ear()
    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, ear.hear, settings=AGREED) as daemon:
        play(daemon, bug_hunt(START_MS))

        assert "stuck" in ear.states
        assert ear.nudges[0]["level"] == "toast"
        assert ear.nudges[0]["text"].startswith("The same test failed ")
        assert ear.nudges[0]["tests"] == ["0a1b2c3d"]
        assert ear.nudges[0]["why"][0]["usual"] is not None
        answer = daemon.request("undersong/nudgeAnswer", {"nudge": ear.nudges[0]["id"], "answer": "helpful"})
        assert answer["event"] is not None
        assert len(ear.nudges) == 1


def test_in_the_silent_days_nothing_is_said() -> None:
    ear = Ear()
    silent = {**AGREED, "nudges_silent_days": 7}
    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, ear.hear, settings=silent) as daemon:
        play(daemon, bug_hunt(START_MS))

        assert "stuck" in ear.states
        assert ear.nudges == []


def test_while_paused_nothing_is_judged() -> None:
    ear = Ear()
    with daemon_home(clock=f"held:{START_MS}") as places, Talk(places, ear.hear, settings=AGREED) as daemon:
        play(daemon, bug_hunt(START_MS, runs=0))
        before = len(verdicts_in(places))
        daemon.request("undersong/pause", {"paused": True})
        daemon.command("undersong.clock.advance", START_MS + 60 * MINUTE_MS)

        assert len(verdicts_in(places)) == before


def test_replayed_events_give_the_same_verdicts_as_living_them(tmp_path: Path) -> None:
    with daemon_home(clock=f"held:{START_MS}") as places:
        with Talk(places, settings=AGREED) as daemon:
            play(daemon, bug_hunt(START_MS))
        lived = verdicts_in(places)
        recording = tmp_path / "events.jsonl"
        run("export", "jsonl", str(recording))

        replayed = [json.loads(line) for line in run("replay", str(recording), "--json").splitlines()]

        assert len(lived) > 30
        assert {(r["window_end_ms"], r["detector"], round(r["probability"], 6)) for r in replayed} >= set(lived)


def test_a_worker_that_is_killed_costs_at_most_a_late_verdict() -> None:
    with daemon_home(clock=f"held:{START_MS}") as whole:
        with Talk(whole, settings=AGREED) as daemon:
            play(daemon, bug_hunt(START_MS))
        undisturbed = verdicts_in(whole)
    with daemon_home(clock=f"held:{START_MS}") as places:
        with Talk(places, settings=AGREED) as daemon:
            events, half = bug_hunt(START_MS), START_MS + 9 * MINUTE_MS
            play(daemon, [event for event in events if time_of(event["id"]) <= half])
            kill_worker(daemon)
            play(daemon, [event for event in events if time_of(event["id"]) > half])
            assert daemon.request("undersong/status", {})["worker"]["restarts"] == 1
        disturbed = verdicts_in(places)

    assert disturbed == undisturbed


def test_a_database_that_does_not_open_is_put_aside_and_the_person_is_told() -> None:
    ear = Ear()
    with daemon_home(start=False) as places:
        places.events.write_bytes(b"this is no database" * 1000)

        with Talk(places, ear.hear, settings=AGREED) as daemon:
            stored = daemon.request("undersong/record", {"events": [wire_event()]})["stored"]
            wait_until(lambda: bool(ear.notices), daemon)

        assert stored == 1
        assert "store_put_aside" in ear.notices
        assert list(places.home.glob("events.db.broken-*"))


def kill_worker(daemon: Talk) -> None:
    pid = daemon.request("undersong/status", {})["pid"]
    for child in psutil.Process(pid).children():
        if "worker" in child.cmdline():
            os.kill(child.pid, signal.SIGKILL)
            child.wait(5)


def run(*arguments: str) -> str:
    command = [sys.executable, "-m", "undersong", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def wait_until(holds: Callable[[], bool], daemon: Talk) -> None:
    """Ask for the status until something holds; what the daemon says comes in with the answers."""
    until = time.monotonic() + 10
    while not holds() and time.monotonic() < until:
        daemon.request("undersong/status", {})
        time.sleep(0.05)
