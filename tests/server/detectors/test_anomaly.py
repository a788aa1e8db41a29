import pytest

from builders.events import event, green_stretch, move
from builders.models import RuleModel
from undersong.detectors.anomaly import LEAST_ACTIONS, Anomaly
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.features.rolling import Rolling
from undersong.inference.onnx import OnnxModel
from undersong.registry.manifest import read_release
from undersong.registry.shipped import shipped_folder


@pytest.fixture(scope="module")
def shipped() -> Anomaly:
    return Anomaly(OnnxModel(read_release(shipped_folder() / "anomaly")))


def verdict_after(anomaly: Anomaly, *events: Event) -> Verdict:
    rolling = Rolling()
    for item in events:
        rolling.feed(item)
    *_, last = (rolling.close(end_ms) for end_ms in rolling.due(2**53))
    return anomaly.judge(last)


@pytest.mark.parametrize("minutes", [3, 10, 20])
def test_a_green_stretch_is_not_unusual(shipped: Anomaly, minutes: int) -> None:
    assert verdict_after(shipped, *green_stretch(0, minutes)).state is State.STEADY


def test_debugging_without_end_and_nothing_else_is_unusual(shipped: Anomaly) -> None:
    frantic = [event(Kind.DEBUG_STARTED, n, subject=None) for n in range(0, 590)]

    verdict = verdict_after(shipped, *frantic)

    assert verdict.state is State.UNUSUAL
    assert "debug_share" in dict(verdict.weights)


def test_a_handful_of_actions_is_never_unusual() -> None:
    anomaly = Anomaly(RuleModel("anomaly", ("edit_share",), lambda _: 1.0, enter=0.9))
    few, enough = ({"edit_share": 1.0, "actions": float(LEAST_ACTIONS + n)} for n in (-1, 0))

    assert anomaly.judge(Window(0, 1, few)).state is State.STEADY
    assert anomaly.judge(Window(0, 1, enough)).state is State.UNUSUAL


def test_a_window_without_actions_is_not_judged(shipped: Anomaly) -> None:
    assert verdict_after(shipped, event(Kind.SESSION_STARTED, 0)).probability == 0.0
    assert verdict_after(shipped, move(0)).probability > 0.0
