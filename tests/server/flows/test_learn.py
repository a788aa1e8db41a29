"""The daemon's side of learning, with a real child in the trainer's place."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from builders.days import HOUR_MS, MINUTE_MS, Editor
from builders.processes import is_held
from builders.releases import ledger_in, registry_in, serve
from undersong.domain.clock import HeldClock
from undersong.domain.places import Places
from undersong.domain.settings import Settings
from undersong.flows.learn import HOLD_AT_MOST_MS, QUIET_MS, Learn
from undersong.learning import lease, log
from undersong.learning.machine import Machine
from undersong.store.connection import Database
from undersong.store.events import EventStore
from undersong.store.row import row_of

pytestmark = [pytest.mark.process, pytest.mark.skipif(sys.platform == "win32", reason="scripts stand in for Python")]

DONE = 'echo \'{"decisions": [], "error": null}\''
FOREVER = "exec sleep 60"


@dataclass
class Stage:
    """A daemon's learning with a script in the place of Python."""

    folder: Path
    clock: HeldClock
    store: EventStore
    ledger: Database
    settings: Settings = field(default_factory=Settings)
    machine: Machine = field(default_factory=Machine)
    notices: list[str] = field(default_factory=list)
    has_environment: bool = True

    def __post_init__(self) -> None:
        self.script(DONE)
        self.learn = Learn(
            Places(self.folder),
            self.store,
            self.ledger,
            self.clock,
            lambda: self.settings,
            lambda _, code, __: self.notices.append(code),
            lambda: self.machine,
            lambda: self.folder / "python" if self.has_environment else None,
        )

    def script(self, line: str) -> None:
        path = self.folder / "python"
        path.write_text(
            f'#!/bin/sh\necho "$@" > {self.folder}/arguments\necho "$UNDERSONG_CLOCK" > {self.folder}/clock\n{line}\n'
        )
        path.chmod(0o755)

    def tick(self, later_ms: int = 0) -> None:
        self.clock.advance_to(self.clock.now_ms() + later_ms)
        self.learn.tick(self.clock.now_ms())

    def begin(self) -> psutil.Process:
        self.script(FOREVER)
        self.tick()
        assert self.learn._child is not None
        return psutil.Process(self.learn._child.pid)

    def finish(self) -> None:
        until = time.monotonic() + 10
        while self.learn.is_running and time.monotonic() < until:
            self.tick()
            time.sleep(0.02)

    def happen(self, number: int) -> None:
        editor = Editor(self.clock.now_ms())
        for _ in range(number):
            editor.edit()
            editor.wait(0.5)
        self.store.append([row_of(event) for event in editor.events])


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A home with 150 events of two hours ago."""
    clock = HeldClock(Editor().now_ms)
    found = Stage(tmp_path, clock, EventStore.open(tmp_path / "events.db", clock), ledger_in(tmp_path))
    found.happen(150)
    clock.advance_to(clock.now_ms() + 2 * HOUR_MS)
    yield found
    found.learn.close()


def test_an_idle_machine_trains_what_is_due(stage: Stage) -> None:
    stage.tick()
    stage.finish()

    arguments = (stage.folder / "arguments").read_text().split()
    assert arguments[:4] == ["-I", "-m", "undersong", "trainer"]
    assert "idle" in arguments
    models = [arguments[i + 1] for i, word in enumerate(arguments) if word == "--model"]
    assert models == ["stuck", "flow", "anomaly", "accept"]


def test_the_trainer_of_a_held_clock_gets_the_time_of_now(stage: Stage) -> None:
    stage.tick()
    stage.finish()

    assert (stage.folder / "clock").read_text().strip() == f"held:{stage.clock.now_ms()}"


def test_while_it_runs_no_other_begins(stage: Stage) -> None:
    process = stage.begin()

    stage.tick(MINUTE_MS)

    assert stage.learn.is_running
    assert stage.learn.next_reason == "the training that runs"
    assert process.is_running()


def test_a_key_press_holds_the_trainer_within_a_second(stage: Stage) -> None:
    process = stage.begin()

    begun = time.monotonic()
    stage.learn.on_activity(stage.clock.now_ms())

    assert is_held(process)
    assert time.monotonic() - begun < 1
    assert stage.learn.is_running


def test_it_goes_on_when_the_hands_rest(stage: Stage) -> None:
    process = stage.begin()
    stage.learn.on_activity(stage.clock.now_ms())

    stage.tick(QUIET_MS - 1)
    assert is_held(process)

    stage.tick(1)
    assert process.status() != psutil.STATUS_STOPPED


def test_after_ten_minutes_of_work_it_is_abandoned_and_that_is_logged(stage: Stage) -> None:
    process = stage.begin()
    lease.take(stage.ledger, stage.clock.now_ms(), process.pid)

    for _ in range(HOLD_AT_MOST_MS // MINUTE_MS + 1):
        stage.learn.on_activity(stage.clock.now_ms())
        stage.tick(MINUTE_MS)

    success, error = stage.ledger.rows("SELECT success, error FROM ai_training_logs")[0]
    assert not process.is_running()
    assert (success, stage.learn.is_running) == (0, False)
    assert "because work went on" in error
    assert lease.holder(stage.ledger, stage.clock.now_ms()) is None


def test_where_a_process_cannot_be_held_it_is_ended_and_that_is_logged(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = stage.begin()
    monkeypatch.setattr("undersong.flows.learn.CAN_HOLD", False)

    stage.learn.on_activity(stage.clock.now_ms())

    assert not process.is_running()
    assert not stage.learn.is_running
    assert stage.ledger.rows("SELECT success FROM ai_training_logs") == [(0,)]


def test_nobody_is_disturbed_by_a_training_that_begins(stage: Stage) -> None:
    stage.learn.on_activity(stage.clock.now_ms())

    stage.tick()

    assert not stage.learn.is_running
    assert stage.learn.next_reason == "a quiet hour (someone works)"


def test_someone_at_work_delays_it_and_the_reason_is_told(stage: Stage) -> None:
    stage.happen(12)

    stage.tick(MINUTE_MS)

    assert not stage.learn.is_running
    assert stage.learn.next_reason == "a quiet hour (12 events in the last one)"
    assert stage.learn.is_due


def test_a_daemon_need_not_stay_for_a_training_that_waits_for_more_than_quiet(stage: Stage) -> None:
    stage.machine = Machine(battery_percent=20)

    assert not stage.learn.is_due


def test_without_an_environment_it_says_so_and_never_begins(stage: Stage) -> None:
    stage.has_environment = False

    stage.tick()

    assert not stage.learn.is_running
    assert "undersong doctor" in (stage.learn.next_reason or "")
    assert not stage.learn.is_due


def test_another_process_that_trains_is_waited_for(stage: Stage) -> None:
    lease.take(stage.ledger, stage.clock.now_ms(), psutil.Process().pid)

    assert stage.learn.next_reason == "the training that runs"


@pytest.mark.parametrize("line", ["exit 1", 'echo \'{"error": "it broke"}\'', "echo nonsense"])
def test_a_trainer_that_fails_is_tried_again_in_an_hour(stage: Stage, line: str) -> None:
    stage.script(line)
    stage.tick()
    stage.finish()

    assert stage.learn.next_reason == "an hour after the one that failed"
    stage.tick(HOUR_MS)
    assert stage.learn.is_running


def test_one_that_fails_again_and_again_is_told_once(stage: Stage) -> None:
    stage.script("exit 1")

    for _ in range(5):
        stage.tick(HOUR_MS)
        stage.finish()

    assert stage.notices == ["training_failed"]


def test_an_interpreter_that_is_gone_is_a_failure_like_others(stage: Stage) -> None:
    (stage.folder / "python").unlink()

    stage.tick()

    assert not stage.learn.is_running
    assert stage.learn.next_reason == "an hour after the one that failed"


def test_whoever_deploys_a_release_it_is_noticed_at_the_next_tick(stage: Stage) -> None:
    noticed: list[str] = []
    stage.learn.on_release(noticed.append)
    registry = registry_in(stage.folder, stage.ledger)

    serve(registry, "0.1.1+a")
    stage.tick()
    registry.rollback("stuck")
    stage.tick()
    stage.tick()

    assert noticed == ["stuck", "stuck"]


def test_what_was_deployed_before_the_daemon_began_is_no_news(stage: Stage) -> None:
    serve(registry_in(stage.folder, stage.ledger), "0.1.1+a")
    other = Stage(stage.folder, stage.clock, stage.store, stage.ledger)
    noticed: list[str] = []
    other.learn.on_release(noticed.append)

    other.learn._notice_deployments()

    assert noticed == []


def test_the_last_training_is_known(stage: Stage) -> None:
    assert stage.learn.last_ms is None

    log.write(stage.ledger, log.Training(stage.clock.now_ms(), "idle", ("stuck",), 1, 1.0))

    assert stage.learn.last_ms == stage.clock.now_ms()


def test_the_trainer_ends_with_the_daemon(stage: Stage) -> None:
    process = stage.begin()

    stage.learn.close()

    assert not process.is_running()
