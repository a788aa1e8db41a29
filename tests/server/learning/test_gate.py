"""When a training may begin, at every boundary."""

from dataclasses import replace

import pytest

from undersong.domain.settings import Settings
from undersong.learning.gate import DAY_MS, HOUR_MS, SCHEDULE, WEEK_MS, Snapshot, due_models, waiting_for

NOW = 1_763_700_000_000
LONG_AGO = dict.fromkeys(SCHEDULE, NOW - WEEK_MS)
DUE = Snapshot(NOW, recent_events=9, new_events=101, last_ms=LONG_AGO)


def reason(**changes: object) -> str | None:
    return waiting_for(replace(DUE, **changes), Settings())  # type: ignore[arg-type]


def test_a_model_that_drifted_has_its_turn_before_the_schedule_says() -> None:
    trained = dict.fromkeys(SCHEDULE, NOW - DAY_MS + HOUR_MS)

    assert due_models(trained, NOW) == ()
    assert due_models(trained, NOW, ("stuck",)) == ("stuck",)
    assert reason(last_ms=trained) is not None
    assert reason(last_ms=trained, drifted=("stuck",)) is None


def test_an_idle_machine_with_something_to_learn_trains() -> None:
    assert reason() is None


@pytest.mark.parametrize(("events", "waits"), [(0, False), (9, False), (10, True), (5000, True)])
def test_fewer_than_ten_events_in_the_last_hour_are_idle(events: int, waits: bool) -> None:
    found = reason(recent_events=events)

    assert (found is not None) is waits
    assert not waits or found == f"a quiet hour ({events} events in the last one)"


@pytest.mark.parametrize(
    ("events", "said"), [(100, "100 of 100 new events"), (37, "37 of 100 new events"), (101, None)]
)
def test_more_than_a_hundred_new_events_are_needed(events: int, said: str | None) -> None:
    assert reason(new_events=events) == said


@pytest.mark.parametrize(
    ("hours", "waits"), [(11.9, True), (12.0, True), (12 + 1 / 3600, False)], ids=["before", "at", "after"]
)
def test_more_than_twelve_hours_must_have_passed(hours: float, waits: bool) -> None:
    last_ms = {"anomaly": NOW - int(hours * HOUR_MS)}

    assert (reason(last_ms=last_ms) is not None) is waits


def test_the_first_training_waits_for_no_schedule() -> None:
    assert reason(last_ms={}) is None


def test_one_training_at_a_time() -> None:
    assert reason(is_training=True) == "the training that runs"


def test_a_person_may_switch_training_off() -> None:
    assert waiting_for(DUE, Settings(training_enabled=False)) == "training to be switched on"


@pytest.mark.parametrize(("percent", "waits"), [(None, False), (50.0, True), (51.0, False)])
def test_on_battery_half_of_it_must_be_left(percent: float | None, waits: bool) -> None:
    assert (reason(battery_percent=percent) is not None) is waits


@pytest.mark.parametrize(("pressure", "waits"), [(19.9, False), (20.0, True)])
def test_a_machine_under_pressure_is_left_alone(pressure: float, waits: bool) -> None:
    assert (reason(pressure_percent=pressure, load=9.0) is not None) is waits


@pytest.mark.parametrize(("load", "waits"), [(0.49, False), (0.5, True)])
def test_where_no_pressure_is_told_the_load_counts(load: float, waits: bool) -> None:
    assert (reason(load=load) is not None) is waits


def test_a_person_may_allow_more_load() -> None:
    busy = replace(DUE, pressure_percent=90.0)

    assert waiting_for(busy, Settings(training_max_load=1000.0)) is None


def test_anomaly_is_weekly_and_the_others_daily() -> None:
    trained = dict.fromkeys(SCHEDULE, NOW)

    assert due_models({}, NOW) == ("stuck", "flow", "anomaly", "accept", "completion")
    assert due_models(trained, NOW + 13 * HOUR_MS) == ()
    assert due_models(trained, NOW + DAY_MS) == ("stuck", "flow", "accept", "completion")
    assert due_models(trained, NOW + WEEK_MS) == ("stuck", "flow", "anomaly", "accept", "completion")


def test_what_cannot_be_trained_here_has_no_turn() -> None:
    assert due_models({}, NOW, unable=("completion",)) == ("stuck", "flow", "anomaly", "accept")
    assert due_models({}, NOW, drifted=("completion",), unable=("completion",)) == (
        "stuck",
        "flow",
        "anomaly",
        "accept",
    )


def test_a_model_that_cannot_be_trained_is_not_the_next_turn() -> None:
    last_ms = {model: NOW - 13 * HOUR_MS for model in SCHEDULE if model != "completion"}

    assert reason(last_ms=last_ms) is None
    assert reason(last_ms=last_ms, unable=("completion",)) == "the turn of stuck in 7.0 h"


def test_with_everything_trained_the_next_turn_is_named() -> None:
    assert reason(last_ms=dict.fromkeys(SCHEDULE, NOW - 13 * HOUR_MS)) == "the turn of stuck in 7.0 h"


def test_over_sixty_days_each_model_is_trained_as_often_as_its_schedule_says() -> None:
    last_ms: dict[str, int] = {}
    trained = dict.fromkeys(SCHEDULE, 0)

    for hour in range(60 * 24):  # work from nine to five, idle otherwise
        now = NOW + hour * HOUR_MS
        events = 300 if 9 <= hour % 24 < 17 else 0
        if waiting_for(Snapshot(now, events, 500, last_ms), Settings()) is None:
            for model in due_models(last_ms, now):
                last_ms[model], trained[model] = now, trained[model] + 1

    assert 55 <= trained["stuck"] == trained["flow"] <= 65
    assert 8 <= trained["anomaly"] <= 10
