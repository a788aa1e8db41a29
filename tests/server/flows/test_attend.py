"""What the daemon makes of the worker's answer."""

from pathlib import Path
from typing import Any

import pytest

from builders.events import START_MS, command, event
from builders.models import rule_models
from builders.stores import open_store
from undersong.detectors.drift import Alarm
from undersong.detectors.personal import DriftFound, Personal
from undersong.domain.clock import HeldClock
from undersong.domain.errors import WorkerGone
from undersong.domain.kind import Kind
from undersong.domain.window import GRACE_MS, STEP_MS
from undersong.flows.attend import Attend, answer_to_plain
from undersong.flows.sense import Sense
from undersong.store.events import EventStore, row_of


class FakeWorker:
    """Answers as the worker does, or not at all."""

    def __init__(self) -> None:
        self.sense, self.asked, self.is_away = Sense(rule_models()), 0, False

    async def ask(self, *_: Any, until_ms: int, **__: Any) -> dict[str, Any]:
        self.asked += 1
        if self.is_away:
            raise WorkerGone("away")
        return answer_to_plain(self.sense.close_until(until_ms), self.sense, self.sense.personal.as_dict())


class Stage:
    """A daemon's attention on a held clock."""

    def __init__(self, folder: Path) -> None:
        self.store, self.clock, self.worker = open_store(folder), HeldClock(START_MS), FakeWorker()
        self.attend = Attend(self.store, self.worker, self.clock)  # type: ignore[arg-type]

    async def live(self, *events: Any) -> None:
        self.store.append([row_of(item) for item in events])
        self.worker.sense.feed(events)
        self.attend.note_events({"any": max(item.time_ms for item in events)}, self.clock.now_ms())
        self.clock.advance_to(events[-1].time_ms + STEP_MS + GRACE_MS)
        await self.attend.tick()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def report() -> Any:
    return event(Kind.SELF_REPORT, 12, data={"report.state": "stuck"})


async def test_windows_and_the_personal_layer_after_them_are_kept_together(stage: Stage) -> None:
    await stage.live(command(5), report())

    kept = stage.store.personal()
    assert stage.store.last_window_end() == START_MS + STEP_MS
    assert kept is not None
    assert kept["end_ms"] == START_MS + STEP_MS
    assert kept["layers"]["stuck"]["correction"]["labels"] == 1


async def test_an_answer_that_does_not_come_keeps_nothing(stage: Stage) -> None:
    stage.worker.is_away = True
    await stage.live(command(5))

    assert stage.store.personal() is None
    assert stage.store.last_window_end() is None
    assert stage.worker.asked == 1


async def test_the_persons_own_cut_offs_are_those_of_the_last_answer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.live(command(5))
    assert stage.attend.cut_offs == {}

    monkeypatch.setattr(Personal, "enter", {"stuck": 0.8})
    await stage.live(command(45))

    assert stage.attend.cut_offs == {"stuck": 0.8}


async def test_a_drift_is_told_once_to_who_wants_to_know(stage: Stage) -> None:
    told: list[tuple[str, str]] = []
    stage.attend.watch_drift(lambda model, release: told.append((model, release)))
    stage.worker.sense.drifts.append(DriftFound("stuck", "stuck 0.1.0", START_MS, Alarm(0.0, 0.2, 500, 100)))

    await stage.live(command(5))
    await stage.live(command(45))

    assert told == [("stuck", "stuck 0.1.0")]


def test_a_store_without_a_personal_layer_says_so(tmp_path: Path) -> None:
    store: EventStore = open_store(tmp_path)

    assert store.personal() is None
