"""What every detector must obey, with rules and with the releases that ship."""

import json
from collections.abc import Callable

import pytest

from builders.models import RuleModel
from undersong.detectors.base import Detector, Own
from undersong.detectors.catalog import DETECTORS
from undersong.detectors.habits import Oddness
from undersong.domain.model import Model
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.features.catalog import BY_NAME
from undersong.features.rolling import Rolling
from undersong.inference.onnx import OnnxModel
from undersong.inference.stub import Stub
from undersong.registry.manifest import read_release
from undersong.registry.shipped import shipped_folder

END_MS = 1_760_000_020_000
FULL = {**dict.fromkeys(BY_NAME, 1.0), "fail_streak": 6.0, "actions": 50.0}
EMPTY = Rolling().close(END_MS)


def shipped(kind: type[Detector]) -> Model:
    return OnnxModel(read_release(shipped_folder() / kind.name))


def sure(kind: type[Detector]) -> Model:
    return RuleModel(kind.name, tuple(BY_NAME), lambda _: 0.99)


def stub(kind: type[Detector]) -> Model:
    return Stub(kind.name)


@pytest.fixture(params=DETECTORS, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> type[Detector]:
    found: type[Detector] = request.param
    return found


@pytest.fixture(params=[shipped, sure, stub], ids=["shipped", "sure", "stub"])
def detector(request: pytest.FixtureRequest, kind: type[Detector]) -> Detector:
    make: Callable[[type[Detector]], Model] = request.param
    return kind(make(kind))


def check_judging_changes_nothing(detector: Detector, window: Window) -> None:
    before = dict(window.features)
    verdicts = [detector.judge(window) for _ in range(3)]
    assert verdicts[0] == verdicts[1] == verdicts[2]
    assert window.features == before


def check_an_empty_window_is_steady(detector: Detector, window: Window) -> None:
    for empty in (Window(window.end_ms, 0, window.features), EMPTY, Window(window.end_ms, 3, {})):
        verdict = detector.judge(empty)
        assert (verdict.state, verdict.probability, verdict.weights) == (State.STEADY, 0.0, ())


def check_a_verdict_is_well_formed(detector: Detector, window: Window) -> None:
    verdict = detector.judge(window)
    assert verdict.detector == detector.name
    assert verdict.state in (State.STEADY, detector.state)
    assert 0 <= verdict.probability <= 1
    assert verdict.window_end_ms == window.end_ms
    assert verdict.release == detector.model.name
    assert len(verdict.weights) <= 3
    assert {name for name, _ in verdict.weights} <= set(window.features)


def check_a_verdict_survives_the_wire(detector: Detector, window: Window) -> None:
    verdict = detector.judge(window)
    assert Verdict.from_dict(json.loads(json.dumps(verdict.as_dict()))) == verdict


def check_unknown_features_are_borne(detector: Detector, window: Window) -> None:
    for name in detector.model.features:
        if name != detector.needs:
            verdict = detector.judge(Window(window.end_ms, 1, {**window.features, name: None}))
            assert 0 <= verdict.probability <= 1
            assert name not in dict(verdict.weights)


CHECKS = [check for name, check in sorted(globals().items()) if name.startswith("check_")]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_detector_obeys(detector: Detector, check: Callable[[Detector, Window], None]) -> None:
    check(detector, Window(END_MS, 4, FULL))


def test_without_a_release_nothing_is_seen(kind: type[Detector]) -> None:
    verdict = kind(Stub(kind.name)).judge(Window(END_MS, 4, FULL))

    assert (verdict.state, verdict.probability) == (State.STEADY, 0.0)


def test_a_sure_model_is_believed(kind: type[Detector]) -> None:
    detector = kind(sure(kind))
    detector.own = Own(oddness=Oddness(1.0, (("actions", 50.0),), may_tell=True))

    assert detector.judge(Window(END_MS, 4, FULL)).state is kind.state


def test_the_release_that_ships_takes_features_that_a_window_has(kind: type[Detector]) -> None:
    assert set(shipped(kind).features) <= set(EMPTY.features)


def test_the_release_that_ships_names_its_cut_offs_and_claims_nothing(kind: type[Detector]) -> None:
    model = shipped(kind)

    assert 0 < model.threshold("leave", -1) < model.threshold("enter", -1) < 1
    assert model.is_experimental
    assert all(model.threshold(f"usual.{name}", -1) != -1 for name in model.features)
