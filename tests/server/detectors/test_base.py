import pytest

from builders.models import RuleModel
from undersong.detectors.base import HYSTERESIS, heaviest
from undersong.detectors.flow import Flow
from undersong.domain.state import State
from undersong.domain.window import Window

NAN = float("nan")


def flow_of(probability: float, **thresholds: float) -> Flow:
    return Flow(RuleModel("flow", ("typed_chars",), lambda _: probability, **thresholds))


def window(**features: float | None) -> Window:
    return Window(20_000, 1, {"delete_share": 0.1, "typed_chars": 100.0, **features})


def test_the_state_holds_from_the_releases_cut_off_on() -> None:
    assert flow_of(0.7, enter=0.7).judge(window()).state is State.FOCUSED
    assert flow_of(0.69, enter=0.7).judge(window()).state is State.STEADY


def test_leaving_takes_a_clear_fall_where_the_release_names_none() -> None:
    assert flow_of(0.7, enter=0.7).leave == pytest.approx(0.7 - HYSTERESIS)
    assert flow_of(0.7, enter=0.7, leave=0.6).leave == 0.6


def test_a_feature_weighs_what_the_probability_loses_without_it() -> None:
    model = RuleModel(
        "flow",
        ("typed_chars", "edits", "files"),
        lambda row: row["typed_chars"] / 1000 + row["edits"] / 100,
        **{"usual.typed_chars": 0.0, "usual.edits": 0.0, "usual.files": 1.0},
    )

    verdict = Flow(model).judge(window(typed_chars=100.0, edits=30.0, files=4.0))

    assert verdict.weights == (("edits", 30.0), ("typed_chars", 100.0))


def test_at_most_three_features_are_told_and_none_that_is_not_known() -> None:
    names = ("a", "b", "c", "d", "e")

    told = heaviest(names, [1.0, 2.0, 3.0, 4.0, NAN], [0.1, 0.2, 0.3, 0.4, 0.9])

    assert told == (("d", 4.0), ("c", 3.0), ("b", 2.0))


def test_the_model_is_asked_once_a_window() -> None:
    flow = flow_of(0.2)
    flow.judge(window())

    assert flow.model.asked == 1  # type: ignore[attr-defined]
