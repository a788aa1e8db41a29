import re

import pytest

from builders.events import START_MS
from undersong.features import cycles, temporal
from undersong.features.catalog import BY_NAME, FEATURES, describe
from undersong.features.feature import Feature
from undersong.features.handwork import Handwork
from undersong.features.outcomes import Outcomes
from undersong.features.rolling import METERS
from undersong.features.runs import RunHistory
from undersong.features.session_catalog import RHYTHM, SESSION
from undersong.features.spent import Spent
from undersong.features.switching import Switching

PERSONAL = re.compile(r"\b(you|your|developer|person|lazy|slow|bad|should)\b", re.IGNORECASE)


EVERY = (*FEATURES, *SESSION, *RHYTHM)


@pytest.mark.parametrize("feature", EVERY, ids=lambda feature: feature.name)
def test_words_are_about_the_work_and_never_about_the_person(feature: Feature) -> None:
    for value in (0.0, 1.0, 0.5, 12.0):
        words = feature.say(value)
        assert words
        assert "{" not in words
        assert not PERSONAL.search(words)


@pytest.mark.parametrize("feature", EVERY, ids=lambda feature: feature.name)
def test_every_feature_says_its_unit_formula_and_source(feature: Feature) -> None:
    assert feature.unit
    assert feature.formula
    assert feature.source


def test_names_are_given_once() -> None:
    assert len(BY_NAME) == len(FEATURES)
    assert len({feature.name for feature in EVERY}) == len(EVERY)


def test_one_and_many_are_told_apart() -> None:
    assert describe("fail_streak", 1) == "1 run without a new test passing"
    assert describe("fail_streak", 4) == "4 runs without a new test passing"


def test_seconds_turn_into_minutes() -> None:
    assert describe("active_seconds", 45) == "45 s of activity in ten minutes"
    assert describe("active_seconds", 540) == "9.0 min of activity in ten minutes"


def test_a_feature_of_a_later_version_is_told_by_its_name() -> None:
    assert describe("later_feature", 2.5) == "later feature 2.5"


def test_what_reckons_a_feature_tells_its_unit_formula_and_source() -> None:
    reckoners = [(meter, meter().close(START_MS)) for meter in METERS]
    reckoners += [(part, part().values(0)) for part in (Spent, Handwork, Outcomes, Switching)]

    for reckoner, values in reckoners:
        told = f"{reckoner.__doc__}{RunHistory.__doc__}"
        assert [name for name in values if not re.search(rf"\b{name}\b", told)] == []
        assert {"Unit:", "Formula:", "Source:"} <= set((reckoner.__doc__ or "").split())


def test_what_reckons_a_rhythm_tells_its_unit_formula_and_source() -> None:
    functions = [getattr(temporal, feature.name, None) or getattr(cycles, feature.name) for feature in RHYTHM]

    for function in (*functions, temporal.peak_hour_activity):
        assert {"Unit:", "Formula:", "Source:"} <= set(function.__doc__.split())


def test_an_unknown_value_says_why() -> None:
    assert all(feature.unknown for feature in EVERY)
