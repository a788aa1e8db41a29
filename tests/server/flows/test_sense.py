import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.events import SECOND_MS, START_MS, any_work, command, edit, event, green_stretch, run_tests
from builders.models import RuleModel, rule_models
from undersong.cli.shipped import shipped_models
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.model import Model
from undersong.domain.state import State
from undersong.domain.window import GRACE_MS, STEP_MS
from undersong.features.pauses import IDLE_MS
from undersong.features.rolling import MEMORY_MS
from undersong.flows.sense import MEMORY_MS as STATE_MS
from undersong.flows.sense import Judged, Sense

FOREVER = 2**53
SAME = "a" * 8


@cache
def shipped() -> dict[str, Model]:
    return shipped_models()


@pytest.fixture
def models() -> dict[str, Model]:
    return shipped()


def replayed(models: dict[str, Model], events: list[Event]) -> list[Judged]:
    sense = Sense(models)
    sense.feed(events)
    return sense.close_until(FOREVER)


def in_vain(start: float, times: int, gap: float = 25) -> list[Event]:
    return [run_tests(start + gap * n, 11, 1, SAME) for n in range(times)]


def states(judged: list[Judged]) -> list[State]:
    return [item.state for item in judged]


def test_three_failing_commands_within_two_minutes_are_stuck(models: dict[str, Model]) -> None:
    judged = replayed(models, [command(10), command(45), command(80)])

    assert states(judged)[:3] == [State.STEADY, State.STEADY, State.STUCK]


def test_a_long_green_stretch_is_never_stuck_nor_unusual(models: dict[str, Model]) -> None:
    judged = replayed(models, list(green_stretch(0, 40)))

    assert set(states(judged)) == {State.STEADY, State.FOCUSED}
    assert max(v.probability for item in judged for v in item.verdicts if v.detector == "stuck") < 0.2


def test_a_hunt_for_a_bug_goes_from_steady_to_stuck_and_back(models: dict[str, Model]) -> None:
    hunt = [item for n in range(6) for item in (edit(600 + 40 * n, line=3), *in_vain(620 + 40 * n, 1))]
    fix = [edit(860), run_tests(870, 12, 0), edit(885), edit(905)]

    judged = replayed(models, [*green_stretch(0, 10), *hunt, *fix])

    by_end = {(item.window.end_ms - START_MS) // SECOND_MS: item.state for item in judged}
    assert by_end[600] is not State.STUCK
    assert by_end[820] is State.STUCK
    assert by_end[880] is not State.STUCK


def test_a_window_without_events_is_not_judged() -> None:
    judged = replayed(rule_models(), [edit(5), edit(90)])

    assert [item.window.events for item in judged] == [1, 1]


def test_two_idle_minutes_end_a_state_once() -> None:
    sense = Sense(rule_models())
    sense.feed(in_vain(0, 5, gap=4))
    stuck = sense.close_until(START_MS + STEP_MS)
    waiting = sense.close_until(START_MS + IDLE_MS - STEP_MS)
    over = sense.close_until(START_MS + 2 * IDLE_MS)

    assert states(stuck)[-1] is State.STUCK
    assert waiting == []
    assert [(item.window.events, item.verdicts, item.state) for item in over] == [(0, (), State.STEADY)]
    assert sense.close_until(FOREVER) == []


def test_a_steady_hour_of_nothing_says_nothing() -> None:
    assert len(replayed(rule_models(), [edit(5)])) == 1


def test_stuck_comes_before_focused() -> None:
    typed = [edit(n, 200) for n in range(0, 200, 4)]

    judged = replayed(rule_models(), [*typed, *in_vain(150, 5, gap=8)])

    assert states(judged)[-2:] == [State.STUCK, State.STEADY]


def test_focused_takes_two_minutes_of_it() -> None:
    judged = replayed(rule_models(), [edit(n, 200) for n in range(0, 300, 4)])

    flow = [item.verdicts[1].state for item in judged if item.verdicts]
    first = flow.index(State.FOCUSED)
    assert states(judged)[: first + 5] == [State.STEADY] * (first + 5)
    assert states(judged)[first + 5] is State.FOCUSED


def test_a_state_holds_until_the_probability_has_clearly_fallen() -> None:
    levels = {0: 0.1, 1: 0.9, 2: 0.6, 3: 0.4, 4: 0.6}
    model = RuleModel(
        "stuck", ("fail_streak", "edits"), lambda row: levels.get(row["edits"], 0.0), enter=0.7, leave=0.5
    )
    edits = [edit(20 * n + 90) for n in range(4)]

    judged = replayed({"stuck": model}, [*(command(n) for n in range(4)), *edits])

    told = [item for item in judged if item.window.features.get("edits")]
    assert states(told) == [State.STUCK, State.STUCK, State.STEADY, State.STEADY]


def test_a_swapped_model_judges_from_the_next_window_on() -> None:
    sense = Sense(rule_models())
    sense.feed([command(5)])
    (before,) = sense.close_until(START_MS + STEP_MS)

    sense.swap("stuck", RuleModel("stuck", ("fail_streak",), lambda _: 0.77))
    sense.feed([edit(30)])
    (after,) = sense.close_until(START_MS + 2 * STEP_MS)

    assert (before.verdicts[0].probability, after.verdicts[0].probability) == (0.1, 0.77)


def test_a_detector_without_a_model_is_left_out() -> None:
    judged = replayed({"stuck": rule_models()["stuck"]}, [edit(5)])

    assert [verdict.detector for verdict in judged[0].verdicts] == ["stuck"]


def lived(models: dict[str, Model], arrivals: list[tuple[int, Event]]) -> tuple[list[Judged], list[Event]]:
    """Feed each event when it arrives and close windows as the daemon does; return verdicts and what was not late."""
    sense, judged, stored, closed_ms = Sense(models), [], [], 0
    for now_ms, item in sorted(arrivals, key=lambda pair: pair[0]):
        due_ms = (now_ms - GRACE_MS) // STEP_MS * STEP_MS
        if due_ms > closed_ms:
            judged += sense.close_until(due_ms)
            closed_ms = due_ms
        if item.time_ms > closed_ms:
            sense.feed([item])
            stored.append(item)
    return judged + sense.close_until(FOREVER), stored


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.floats(0.5, 40))
def test_replayed_events_give_the_verdicts_that_were_lived(seed: int, gap_seconds: float) -> None:
    chance, models = random.Random(seed), shipped()
    events = any_work(chance, 120, gap_seconds)
    arrivals = [(item.time_ms + chance.choice((0, 900, 4_000, 4_900, 30_000)), item) for item in events]

    judged, stored = lived(models, arrivals)

    chance.shuffle(stored)
    assert replayed(models, stored) == judged


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 100_000), st.integers(100, 220))
def test_one_rebuilt_from_the_store_says_what_the_one_before_it_would_have_said(seed: int, stop: int) -> None:
    models = shipped()
    events = any_work(random.Random(seed), 300, 15)
    stopped_ms = events[stop].time_ms // STEP_MS * STEP_MS
    whole = [item for item in replayed(models, events) if item.window.end_ms > stopped_ms]

    rebuilt = Sense(models)
    rebuilt.feed([item for item in events if stopped_ms - MEMORY_MS - STATE_MS < item.time_ms <= stopped_ms])
    rebuilt.close_until(stopped_ms)
    rebuilt.feed([item for item in events if item.time_ms > stopped_ms])

    assert rebuilt.close_until(FOREVER) == whole


def test_what_was_said_teaches_the_windows_after_it() -> None:
    work = [*in_vain(5, 2, gap=4), command(24), command(30), command(50)]
    said = event(Kind.SELF_REPORT, 25, data={"report.state": "stuck"})

    silent, told = (replayed(rule_models(), events)[:3] for events in (work, [*work, said]))

    chances = [[item.verdicts[0].probability for item in judged] for judged in (silent, told)]
    assert chances[1][:2] == chances[0][:2]
    assert chances[1][2] > chances[0][2]


def test_events_said_late_or_out_of_order_teach_as_in_life() -> None:
    events = [item for n in range(9) for item in (command(20 * n + 5), report(20 * n + 6, n))]
    whole, shuffled = Sense(rule_models()), Sense(rule_models())
    whole.feed(events)
    shuffled.feed(random.Random(1).sample(events, len(events)))

    assert whole.close_until(FOREVER) == shuffled.close_until(FOREVER)
    assert whole.personal.as_dict() == shuffled.personal.as_dict()
    shuffled.feed([report(3, 0)])
    shuffled.feed([command(400)])
    whole.feed([command(400)])
    assert whole.close_until(FOREVER) == shuffled.close_until(FOREVER)


def report(seconds: float, number: int) -> Event:
    state = ("stuck", "fine", "focused")[number % 3]
    return event(Kind.SELF_REPORT, seconds, data={"report.state": state})
