import pytest

from builders.events import command, edit, green_stretch
from undersong.detectors.flow import Flow
from undersong.domain.event import Event
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.features.rolling import Rolling
from undersong.inference.onnx import OnnxModel
from undersong.registry.manifest import read_release
from undersong.registry.shipped import shipped_folder


@pytest.fixture(scope="module")
def shipped() -> Flow:
    return Flow(OnnxModel(read_release(shipped_folder() / "flow")))


def verdict_after(flow: Flow, *events: Event) -> Verdict:
    rolling = Rolling()
    for item in events:
        rolling.feed(item)
    *_, last = (rolling.close(end_ms) for end_ms in rolling.due(2**53))
    return flow.judge(last)


def test_steady_writing_for_minutes_is_focused(shipped: Flow) -> None:
    assert verdict_after(shipped, *green_stretch(0, 15)).state is State.FOCUSED


def test_a_single_edit_is_steady(shipped: Flow) -> None:
    assert verdict_after(shipped, edit(0)).state is State.STEADY


def test_more_writing_never_lowers_the_probability(shipped: Flow) -> None:
    said = [
        verdict_after(shipped, *(edit(5 * n, 40, 0) for n in range(bursts))).probability for bursts in (2, 20, 60, 110)
    ]

    assert said == sorted(said)


def test_a_window_without_typing_is_not_judged(shipped: Flow) -> None:
    assert verdict_after(shipped, command(0)).probability == 0.0
