import json
import random
from dataclasses import replace

import pytest

from builders.events import event
from builders.models import RuleModel
from undersong.detectors.base import Own
from undersong.detectors.personal import MOST_OPEN, DriftFound, Personal
from undersong.detectors.stuck import Stuck
from undersong.detectors.threshold import DAY_MS, HOUR_MS
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import STEP_MS, Window
from undersong.inference.stub import Stub

ENTER = 0.45


def stuck(version: str = "1") -> Stuck:
    model = RuleModel("stuck", ("fail_streak",), lambda _: 0.3, enter=ENTER)
    model.name = f"stuck {version}"
    return Stuck(model)


def report(state: str = "stuck") -> Event:
    return event(Kind.SELF_REPORT, 0, data={"report.state": state})


def nudge(name: str, detector: str = "stuck") -> Event:
    return event(Kind.NUDGE_SHOWN, 0, data={"nudge.id": name, "nudge.detector": detector})


def answer(name: str, word: str = "helpful") -> Event:
    return event(Kind.NUDGE_ANSWERED, 0, data={"nudge.id": name, "nudge.answer": word})


class Life:
    """Windows of one person, one after the other."""

    def __init__(self, version: str = "1", personal: Personal | None = None, end_ms: int = 0) -> None:
        self.personal, self.detector, self.end_ms = personal or Personal(), stuck(version), end_ms

    def window(self, *said: Event, batch: float | None = 0.3, after_ms: int = STEP_MS) -> list[DriftFound]:
        self.end_ms += after_ms
        told = 0.0 if batch is None else self.own.correction.told(batch)
        verdict = Verdict("stuck", State.STEADY, told, self.end_ms)
        return self.personal.close(Window(self.end_ms, 1, {}), said, {"stuck": batch}, [verdict])

    @property
    def own(self) -> Own:
        return self.personal.own(self.detector, Window(self.end_ms, 1, {}))

    @property
    def told(self) -> float:
        return self.own.correction.told(0.3)


def test_nobody_starts_from_nothing() -> None:
    life = Life()
    life.window()

    assert life.told == 0.3
    assert life.personal.enter == {}


def test_a_report_teaches_about_the_window_in_which_it_was_made() -> None:
    life = Life()
    life.window(report("stuck"))

    assert life.told > 0.3


def test_a_window_without_runs_teaches_nothing_about_stuck() -> None:
    life = Life()
    life.window(report("stuck"), batch=None)

    assert life.told == 0.3


@pytest.mark.parametrize(("word", "rises"), [("helpful", 1), ("wrong", -1), ("not_now", 0)])
def test_an_answer_teaches_about_the_window_before_its_nudge(word: str, rises: int) -> None:
    life = Life()
    life.window(batch=0.3)
    life.window(nudge("N"), batch=None)
    life.window(answer("N", word), batch=None)

    assert (life.told > 0.3) - (life.told < 0.3) == rises


def test_an_answer_counts_once_and_only_to_a_nudge_that_was_shown() -> None:
    life = Life()
    life.window()
    life.window(nudge("N"), answer("N"), answer("N"), answer("other"))

    assert life.own.correction.labels == 1


def test_only_the_latest_nudges_are_open() -> None:
    life = Life()
    life.window()
    life.window(*(nudge(f"N{n}") for n in range(MOST_OPEN + 1)))
    life.window(answer("N0"))

    assert life.told == 0.3


def test_a_nudge_of_another_detector_teaches_nothing_about_this_one() -> None:
    life = Life()
    life.window()
    life.window(nudge("N", "anomaly"), answer("N"))

    assert life.told == 0.3


def test_the_same_failure_every_hour_keeps_the_budget_too() -> None:
    personal, detector, told = Personal(), stuck(), []
    detector.model = RuleModel("stuck", ("fail_streak",), lambda row: row["fail_streak"] / 10, enter=ENTER)
    for day in range(5):
        for number in range(8 * HOUR_MS // STEP_MS):
            streak = 8.5 if number % 180 < 6 else 1.0
            same = {"same_error_streak": 3.0, "no_progress_seconds": 300.0}
            window = Window(day * DAY_MS + (number + 1) * STEP_MS, 1, {"fail_streak": streak, **same})
            detector.own = personal.own(detector, window)
            verdict = detector.judge(window)
            personal.close(window, (), {"stuck": verdict.probability}, [verdict])
            told += [day] if verdict.state is State.STUCK else []

    assert told.count(0) == 8 * 6
    assert told.count(4) == 0


def test_another_release_begins_at_nothing_to_correct_and_the_same_one_goes_on() -> None:
    life = Life()
    for _ in range(30):
        life.window(report("stuck"))
    learned = life.told

    same, other = Life("1", life.personal, life.end_ms), Life("2", life.personal, life.end_ms)

    assert same.told == learned > 0.4
    assert other.told == 0.3


def test_what_was_learned_outlives_a_stand_in() -> None:
    life = Life()
    for _ in range(30):
        life.window(report("stuck"))
    learned, release = life.told, life.detector.model

    life.detector.model = Stub("stuck")
    life.window(batch=None)
    assert life.told == 0.3

    life.detector.model = release
    assert life.told == learned


def test_an_answer_to_a_nudge_of_the_release_before_is_not_counted_for_this_one() -> None:
    life = Life("1")
    life.window()
    life.window(nudge("N"))

    later = Life("2", life.personal, life.end_ms)
    later.window(answer("N"))

    assert later.told == 0.3


def test_a_release_that_errs_oftener_than_it_did_is_told_with_its_evidence() -> None:
    chance, life, found = random.Random(2), Life(), []
    for n in range(3_000):
        batch = chance.choice((0.05, 0.1, 0.8, 0.9))
        is_true = chance.random() < batch
        is_turned = n >= 2_000 and chance.random() < 0.3
        found += life.window(report("stuck" if is_true != is_turned else "fine"), batch=batch)

    assert found
    assert (found[0].detector, found[0].release) == ("stuck", "stuck 1")
    assert found[0].window_end_ms > 2_000 * STEP_MS
    assert found[0].alarm.since > found[0].alarm.before


def test_the_cut_off_rises_for_who_would_be_spoken_to_too_often() -> None:
    life = Life()
    for n in range(9 * HOUR_MS // STEP_MS):
        life.window(batch=0.8 if n % 20 < 4 else 0.1)
    life.window(after_ms=DAY_MS)

    own = life.own

    assert own.enter == pytest.approx(0.81)
    assert life.personal.enter == {"stuck": own.enter}
    life.detector.own = own
    assert life.detector.enter == own.enter
    assert life.detector.leave == pytest.approx(own.enter - 0.15)


@pytest.mark.parametrize("stop", [1, 13, 40])
def test_it_goes_on_from_json_as_if_it_had_never_stopped(stop: int) -> None:
    chance = random.Random(3)
    said = [
        chance.choice([(), (report("stuck"),), (report("fine"),), (nudge(f"N{n}"),), (answer(f"N{n - 1}"),)])
        for n in range(60)
    ]
    whole, first = Life(), Life()
    for events in said:
        whole.window(*events)
    for events in said[:stop]:
        first.window(*events)

    second = Life("1", Personal.from_dict(json.loads(json.dumps(first.personal.as_dict()))), first.end_ms)
    for events in said[stop:]:
        second.window(*events)

    assert second.personal.as_dict() == whole.personal.as_dict()


def test_what_another_version_wrote_in_another_form_is_not_read() -> None:
    life = Life()
    life.window(report("stuck"))
    plain = {**life.personal.as_dict(), "format": 99}

    assert Personal.from_dict(plain).as_dict() == Personal().as_dict()
    assert Personal.from_dict({}).as_dict() == Personal().as_dict()


def test_it_is_small() -> None:
    life = Life()
    for n in range(2_000):
        life.window(report("stuck") if n % 7 == 0 else replace(report("fine")), batch=(n % 50) / 50)

    assert len(json.dumps(life.personal.as_dict())) < 8_000
