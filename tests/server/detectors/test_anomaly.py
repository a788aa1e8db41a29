import json
from dataclasses import replace

import pytest

from builders.events import event, green_stretch, move
from builders.models import RuleModel
from undersong.detectors.anomaly import Anomaly
from undersong.detectors.base import Own
from undersong.detectors.habits import Oddness
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.features.rolling import Rolling
from undersong.inference.onnx import OnnxModel
from undersong.registry.manifest import read_release
from undersong.registry.shipped import shipped_folder

TWO = (("debug_share", 0.7), ("edit_share", 0.1))


@pytest.fixture(scope="module")
def shipped() -> Anomaly:
    return Anomaly(OnnxModel(read_release(shipped_folder() / "anomaly")))


def verdict_after(anomaly: Anomaly, *events: Event) -> Verdict:
    rolling = Rolling()
    for item in events:
        rolling.feed(item)
    *_, last = (rolling.close(end_ms) for end_ms in rolling.due(2**53))
    return anomaly.judge(last)


def frantic() -> list[Event]:
    """Debugging without end, and nothing else."""
    return [event(Kind.DEBUG_STARTED, n, subject=None) for n in range(0, 590)]


def anomaly_with(oddness: Oddness | None) -> Anomaly:
    anomaly = Anomaly(RuleModel("anomaly", ("edit_share",), lambda _: 1.0, enter=0.9))
    anomaly.own = Own(oddness=oddness)
    return anomaly


@pytest.mark.parametrize("minutes", [3, 10, 20])
def test_a_green_stretch_is_not_unusual(shipped: Anomaly, minutes: int) -> None:
    assert verdict_after(shipped, *green_stretch(0, minutes)).state is State.STEADY


def test_before_there_are_habits_the_release_ranks_and_nothing_is_told(shipped: Anomaly) -> None:
    odd, usual = verdict_after(shipped, *frantic()), verdict_after(shipped, *green_stretch(0, 20))

    assert odd.probability > shipped.enter > usual.probability
    assert "debug_share" in dict(odd.weights)
    assert odd.state is State.STEADY


def test_odder_than_every_session_of_the_month_is_unusual_and_names_two_features() -> None:
    verdict = anomaly_with(Oddness(1.0, TWO, may_tell=True)).judge(Window(0, 1, {"edit_share": 0.5}))

    assert (verdict.state, verdict.probability, verdict.weights) == (State.UNUSUAL, 1.0, TWO)


def test_the_verdict_brings_along_what_is_usual_with_the_person() -> None:
    usual = (("debug_share", 0.01), ("edit_share", 0.4))
    verdict = anomaly_with(Oddness(1.0, TWO, True, usual)).judge(Window(0, 1, {"edit_share": 0.5}))

    assert Verdict.from_dict(json.loads(json.dumps(verdict.as_dict()))) == verdict
    assert verdict.usual == usual
    assert "usual" not in replace(verdict, usual=()).as_dict()


@pytest.mark.parametrize("oddness", [Oddness(1.0, TWO, may_tell=False), Oddness(0.98, TWO, may_tell=True)])
def test_what_was_told_this_week_or_was_odder_this_month_is_steady(oddness: Oddness) -> None:
    verdict = anomaly_with(oddness).judge(Window(0, 1, {"edit_share": 0.5}))

    assert (verdict.state, verdict.probability) == (State.STEADY, oddness.rank)


def test_a_window_without_actions_is_not_judged(shipped: Anomaly) -> None:
    assert verdict_after(shipped, event(Kind.SESSION_STARTED, 0)).probability == 0.0
    assert verdict_after(shipped, move(0)).probability > 0.0
