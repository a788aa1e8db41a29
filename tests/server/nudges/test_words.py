"""What a nudge says."""

import re

import pytest

from builders.nudging import TEN
from undersong.domain.nudge import Level, Nudge
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.features.catalog import FEATURES
from undersong.nudges import words

# Words about a person, and adjectives about work that nobody asked for.
FEELINGS = re.compile(r"\b(you|your|frustrat|tired|stress|angry|lazy|slow|bad|fail(ed)? to|should)\w*\b", re.IGNORECASE)


def verdict(detector: str = "stuck", weights: tuple = (("fail_streak", 4.0),), experimental: bool = True) -> Verdict:
    state = State.STUCK if detector == "stuck" else State.UNUSUAL
    return Verdict(detector, state, 0.81, TEN, weights, f"{detector} 0.1.0", experimental)


def test_the_fact_that_weighed_most_comes_first() -> None:
    assert words.text_of(verdict(), None) == "4 runs without a new test passing."


def test_without_a_weight_it_still_says_something_true() -> None:
    assert words.text_of(verdict(weights=()), None) == "The last runs brought no progress."
    assert words.text_of(verdict("anomaly", ()), None) == "This stretch of work differs from the usual ones."


def test_the_unusual_says_in_what() -> None:
    assert words.text_of(verdict("anomaly", (("pauses_long", 2.0),)), None).startswith(
        "This stretch of work differs from the usual ones: 2 pauses"
    )


def test_a_long_memory_is_cut_to_what_the_message_admits() -> None:
    assert len(words.text_of(verdict(), "x" * 400)) == 300


def test_who_judged_is_part_of_the_evidence_and_that_it_is_experimental() -> None:
    assert words.evidence_of(verdict())[-1] == "judged by stuck 0.1.0, experimental: 81%"
    assert words.evidence_of(verdict(experimental=False))[-1] == "judged by stuck 0.1.0: 81%"


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_nothing_is_said_of_the_person(feature) -> None:
    said = words.text_of(verdict(weights=((feature.name, 3.0),)), None)

    assert FEELINGS.search(said) is None
    assert said[0] == said[0].upper()


def test_a_nudge_offers_at_most_three_actions_and_each_is_a_command_of_the_editor() -> None:
    for detector, offered in words.OFFERED.items():
        nudge = Nudge("x", verdict(detector), Level.TOAST, "", (), offered, TEN)
        actions = words.actions_of(nudge)
        assert len(actions) <= 3
        assert all(re.match(r"(undersong|workbench\.action)\.", action.command) for action in actions)
