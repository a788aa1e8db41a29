import re

import pytest

from undersong.features.catalog import BY_NAME, FEATURES, describe
from undersong.features.feature import Feature

PERSONAL = re.compile(r"\b(you|your|developer|person|lazy|slow|bad|should)\b", re.IGNORECASE)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_words_are_about_the_work_and_never_about_the_person(feature: Feature) -> None:
    for value in (0.0, 1.0, 0.5, 12.0):
        words = describe(feature.name, value)
        assert words
        assert "{" not in words
        assert not PERSONAL.search(words)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_every_feature_says_its_unit_formula_and_source(feature: Feature) -> None:
    assert feature.unit
    assert feature.formula
    assert feature.source


def test_names_are_given_once() -> None:
    assert len(BY_NAME) == len(FEATURES)


def test_one_and_many_are_told_apart() -> None:
    assert describe("fail_streak", 1) == "1 run without a new test passing"
    assert describe("fail_streak", 4) == "4 runs without a new test passing"


def test_seconds_turn_into_minutes() -> None:
    assert describe("active_seconds", 45) == "45 s of activity in ten minutes"
    assert describe("active_seconds", 540) == "9.0 min of activity in ten minutes"


def test_a_feature_of_a_later_version_is_told_by_its_name() -> None:
    assert describe("later_feature", 2.5) == "later feature 2.5"
