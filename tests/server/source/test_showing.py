"""What is known when something is about to be shown."""

from math import isnan

import pytest

from builders.offers import at, offered
from undersong.domain.suggestion import Outcome, Signals
from undersong.source.showing import SHOWING, Moment, break_even, showing_features

SIGNALS = Signals(-0.2, -0.9, 0.4, 0.1, 1.0, 3.0, 5.0)


def test_every_feature_has_its_name_and_place() -> None:
    features = showing_features(offered("x", signals=SIGNALS), at("a = "), Moment())

    assert tuple(features) == SHOWING
    assert len(set(SHOWING)) == len(SHOWING)


def test_how_a_text_came_about_is_taken_over() -> None:
    features = showing_features(offered("x", 0.7, SIGNALS, "model"), at("a = "), Moment())

    assert (features["confidence"], features["least_logprob"], features["longest_match"]) == (0.7, -0.9, 5.0)
    assert (features["is_from_model"], features["is_from_both"]) == (1.0, 0.0)


def test_what_is_not_known_is_not_a_number() -> None:
    features = showing_features(offered("x"), at("a = "), Moment())

    assert isnan(features["mean_logprob"])
    assert all(isnan(features[name]) for name in ("since_key_ms", "last_taken", "taken_of_three"))


def test_the_last_three_outcomes_count() -> None:
    moment = Moment(120.0, 180.0, (Outcome.ACCEPTED, Outcome.DISMISSED, Outcome.IGNORED, Outcome.ACCEPTED), 4.0)
    features = showing_features(offered("x"), at("a = "), moment)

    assert features["last_taken"] == 1.0
    assert features["taken_of_three"] == pytest.approx(1 / 3)
    assert features["since_refusal_seconds"] == 4.0


@pytest.mark.parametrize(("chars", "cost", "expected"), [(1, 4, 1.0), (5, 4, 0.5), (41, 4, 1 / 11), (9, 0, 0.0)])
def test_a_longer_text_pays_sooner(chars: float, cost: float, expected: float) -> None:
    assert break_even(chars, cost) == pytest.approx(expected)
