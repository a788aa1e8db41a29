"""Law 4: what did worse on held-back data never serves."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undersong.learning.validation import EXPERIMENTAL, FLOORS, PROMOTED, REFUSED, Contest, figures, rule

ROWS, SESSIONS = 240, 8
LABELS = np.tile([1.0, 0.0, 0.0, 1.0], ROWS // 4)


def contest(candidate: np.ndarray, in_service: np.ndarray, whole_sessions: int = SESSIONS, labels=LABELS) -> Contest:
    sessions = [f"session {row * SESSIONS // len(labels)}" for row in range(len(labels))]
    return Contest(labels, np.ones(len(labels)), sessions, candidate, in_service, 0.5, 0.5, whole_sessions)


def saying(right: float, seed: int = 1, labels: np.ndarray = LABELS) -> np.ndarray:
    """Return probabilities that are right on this share of rows."""
    is_right = np.random.default_rng(seed).random(len(labels)) < right
    return np.where(is_right, labels, 1 - labels) * 0.9 + 0.05


def test_a_candidate_that_reaches_every_goal_is_promoted() -> None:
    ruling = rule(contest(saying(0.97), saying(0.7, seed=2)), seed=1)

    assert ruling.decision == PROMOTED
    assert all(ruling.scores[name] >= floor for name, floor in FLOORS.items())


def test_one_that_is_better_but_misses_a_goal_serves_as_experimental() -> None:
    ruling = rule(contest(saying(0.8), saying(0.55, seed=2)), seed=1)

    assert ruling.decision == EXPERIMENTAL
    assert "claims no accuracy" in ruling.reason
    assert "below 0.85" in ruling.reason


def test_one_that_may_be_luck_is_refused() -> None:
    ruling = rule(contest(saying(0.71), saying(0.70, seed=2)), seed=1)

    assert ruling.decision == REFUSED


def test_one_that_did_worse_is_refused_whatever_it_reaches() -> None:
    ruling = rule(contest(saying(0.96), saying(1.0)), seed=1)

    assert ruling.decision == REFUSED
    assert ruling.reason.startswith("It did worse")


def test_one_whose_probabilities_fit_worse_is_refused() -> None:
    candidate = np.where(saying(1.0) > 0.5, 0.51, 0.49)

    ruling = rule(contest(candidate, saying(1.0)), seed=1)

    assert ruling.decision == REFUSED
    assert "fit worse" in ruling.reason


@pytest.mark.parametrize(("sessions", "decision"), [(0, REFUSED), (2, REFUSED), (3, PROMOTED)])
def test_fewer_than_three_whole_sessions_tell_nothing(sessions: int, decision: str) -> None:
    ruling = rule(contest(saying(0.97), saying(0.7, seed=2), whole_sessions=sessions), seed=1)

    assert ruling.decision == decision
    assert decision == PROMOTED or f"{sessions} whole sessions" in ruling.reason


def test_too_few_of_the_rarer_kind_tell_nothing() -> None:
    labels = np.zeros(ROWS)
    labels[:4] = 1.0

    ruling = rule(contest(labels, np.zeros(ROWS), labels=labels), seed=1)

    assert ruling.decision == REFUSED
    assert "only 4 of them" in ruling.reason


def test_always_saying_the_same_is_no_accuracy() -> None:
    labels = np.ones(ROWS)
    labels[::20] = 0.0

    ruling = rule(contest(np.full(ROWS, 0.95), np.full(ROWS, 0.4), labels=labels), seed=1)

    assert ruling.decision == EXPERIMENTAL
    assert "always saying the same" in ruling.reason


def test_an_own_word_weighs_in_the_figures() -> None:
    heavy, even = np.array([1.0, 0.2]), np.ones(2)

    told, true = np.array([0.9, 0.1]), np.array([1.0, 1.0])
    assert figures(told, true, heavy, 0.5)["recall"] == pytest.approx(1 / 1.2, abs=1e-4)
    assert figures(told, true, even, 0.5)["recall"] == 0.5


def weak(some: Contest, own: int = 0) -> Contest:
    """Return the contest with labels from votes, but for so many own words at the beginning."""
    weights = np.where(np.arange(len(some.labels)) < own, 1.0, 0.2)
    return replace(some, weights=weights)


def test_labels_that_say_the_opposite_of_the_release_in_service_are_not_believed() -> None:
    flipped = 1 - LABELS

    ruling = rule(weak(contest(flipped * 0.9 + 0.05, saying(0.9), labels=flipped)), seed=1)

    assert ruling.decision == REFUSED
    assert ruling.reason.startswith("The votes look turned round")


def test_own_words_may_say_the_opposite_of_the_release_in_service() -> None:
    flipped = 1 - LABELS

    ruling = rule(weak(contest(flipped * 0.9 + 0.05, saying(0.9), labels=flipped), own=80), seed=1)

    assert ruling.is_promoted


def test_own_words_in_the_held_back_rows_refuse_what_learned_from_flipped_votes() -> None:
    own = 12
    labels = np.where(np.arange(ROWS) < own, LABELS, 1 - LABELS)

    ruling = rule(weak(contest((1 - LABELS) * 0.9 + 0.05, saying(0.6), labels=labels), own=own), seed=1)

    assert ruling.scores["f1"] > ruling.scores_in_service["f1"]
    assert ruling.decision == REFUSED
    assert ruling.reason.startswith("It contradicts your own words")


def test_votes_that_say_the_opposite_of_own_words_are_not_believed() -> None:
    """The candidate learned both: it is right on own words, and on votes it is right about what they say."""
    own = 20
    labels = np.where(np.arange(ROWS) < own, LABELS, 1 - LABELS)

    ruling = rule(weak(contest(labels * 0.9 + 0.05, saying(0.8), labels=labels), own=own), seed=1)

    assert ruling.decision == REFUSED
    assert "own words do not bear them out" in ruling.reason


def test_a_release_that_knows_nothing_of_these_rows_is_no_witness_against_the_labels() -> None:
    ruling = rule(weak(contest(saying(0.97), np.full(ROWS, 0.3))), seed=1)

    assert ruling.is_promoted


def test_the_same_seed_gives_the_same_ruling() -> None:
    same = contest(saying(0.8), saying(0.7, seed=2))

    assert rule(same, seed=3) == rule(same, seed=3)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 50), st.integers(0, 12))
def test_no_candidate_with_a_lower_score_is_ever_served(right: float, other: float, seed: int, sessions: int) -> None:
    ruling = rule(contest(saying(right, seed), saying(other, seed + 99), sessions), seed)

    worse = ruling.scores["f1"] < ruling.scores_in_service["f1"]
    assert not (worse and ruling.is_promoted)
    assert ruling.reason.endswith(".")
