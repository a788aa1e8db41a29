"""The label model on votes whose truth we made."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undersong.learning.labelling.model import LabelModel, Numbers, Votes, fit, plain

ACCURACIES, COVERAGES = (0.9, 0.8, 0.75, 0.7, 0.6, 0.55), (0.6, 0.5, 0.5, 0.7, 0.4, 0.5)
# Direction, and how often each votes where the state holds and where it does not: functions that know one side only.
ONE_SIDED = ((1, 0.4, 0.02), (1, 0.45, 0.05), (1, 0.15, 0.03), (1, 0.1, 0.02), (-1, 0.15, 0.5), (-1, 0.05, 0.3))


def both_sided(
    rows: int, accuracies: Sequence[float] = ACCURACIES, base: float = 0.5, seed: int = 1
) -> tuple[Numbers, Votes]:
    """Return truths and votes of functions that are right as often as told, whatever the truth."""
    chance = np.random.default_rng(seed)
    truths = np.where(chance.random(rows) < base, 1, -1)
    votes = np.zeros((rows, len(accuracies)), np.int8)
    for at, (accuracy, coverage) in enumerate(zip(accuracies, COVERAGES, strict=False)):
        said = np.where(chance.random(rows) < accuracy, truths, -truths)
        votes[:, at] = np.where(chance.random(rows) < coverage, said, 0)
    return truths > 0, votes


def one_sided(rows: int, base: float = 0.14, seed: int = 1) -> tuple[Numbers, Votes]:
    """Return truths and votes of functions that say one thing or nothing."""
    chance = np.random.default_rng(seed)
    truths = chance.random(rows) < base
    columns = [way * (chance.random(rows) < np.where(truths, yes, no)) for way, yes, no in ONE_SIDED]
    return truths, np.column_stack(columns).astype(np.int8)


def accuracies(model: LabelModel) -> list[float]:
    return [model.accuracy(at) for at in range(len(model.families))]


def true_accuracies(truths: Numbers, votes: Votes) -> list[float]:
    return [float(np.mean((column > 0)[column != 0] == truths[column != 0])) for column in votes.T]


def brier(told: Numbers, truths: Numbers, votes: Votes) -> float:
    cast = votes.any(axis=1)
    return float(np.mean((told - truths)[cast] ** 2))


def majority(votes: Votes) -> Numbers:
    return (np.sign(votes.sum(axis=1)) + 1) / 2


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("base", [0.5, 0.14])
def test_accuracies_are_recovered_from_agreement_alone(base: float, seed: int) -> None:
    truths, votes = both_sided(4000, base=base, seed=seed)

    model = fit(votes, base)

    assert model.has_converged
    assert accuracies(model) == pytest.approx(true_accuracies(truths, votes), abs=0.06)


@pytest.mark.parametrize("seed", range(5))
def test_functions_that_know_one_side_are_told_apart_too(seed: int) -> None:
    truths, votes = one_sided(6000, seed=seed)

    model = fit(votes, 0.14)

    assert accuracies(model) == pytest.approx(true_accuracies(truths, votes), abs=0.15)
    assert model.base_rate == pytest.approx(0.14, abs=0.03)


@pytest.mark.parametrize("make", [both_sided, one_sided])
@pytest.mark.parametrize("seed", range(5))
def test_it_is_nearer_to_the_truth_than_the_majority(make, seed: int) -> None:
    truths, votes = make(3000, seed=seed)
    model = fit(votes, float(truths.mean()))

    told = model.probabilities(votes)

    assert brier(told, truths, votes) < 0.8 * brier(majority(votes), truths, votes)


def test_the_base_rate_follows_the_votes_slowly() -> None:
    _, votes = both_sided(4000, base=0.3)

    assert 0.2 < fit(votes, 0.14).base_rate < 0.32
    assert fit(votes[:50], 0.14).base_rate == pytest.approx(0.14, abs=0.04)


def test_a_useless_function_counts_for_nothing_and_breaks_nothing() -> None:
    truths, votes = both_sided(4000, (0.9, 0.8, 0.75, 0.5))

    model = fit(votes, 0.5)

    assert model.accuracy(3) == pytest.approx(0.5, abs=0.05)
    assert accuracies(model)[:3] == pytest.approx(true_accuracies(truths, votes)[:3], abs=0.06)


def test_a_function_that_votes_the_wrong_way_round_is_seen_and_counts_for_nothing() -> None:
    truths, votes = both_sided(4000)
    votes[:, 1] *= -1

    model = fit(votes, 0.5)

    silenced = votes.copy()
    silenced[:, 1] = 0
    assert model.accuracy(1) < 0.45
    assert brier(model.probabilities(votes), truths, votes) < brier(majority(silenced), truths, votes)


def test_own_words_turn_such_a_function_round() -> None:
    truths, votes = both_sided(4000)
    votes[:, 1] *= -1
    words = np.zeros(4000, np.int8)
    words[:200] = np.where(truths[:200], 1, -1)
    turned = tuple(at == 1 for at in range(6))

    model = fit(votes, 0.5, words=words, may_oppose=turned)

    alone = np.zeros((1, 6), np.int8)
    alone[0, 1] = 1
    assert model.probabilities(alone)[0] < fit(votes, 0.5).probabilities(alone)[0]
    assert model.accuracy(1) == pytest.approx(true_accuracies(truths, votes)[1], abs=0.06)


def test_own_words_hold_the_model_where_most_functions_lie() -> None:
    truths, votes = both_sided(4000, (0.3, 0.3, 0.3, 0.3))
    words = np.where(np.arange(4000) < 400, np.where(truths, 1, -1), 0).astype(np.int8)

    held = fit(votes, 0.5, words=words, may_oppose=(True,) * 4)

    assert accuracies(held) == pytest.approx(true_accuracies(truths, votes), abs=0.06)
    assert accuracies(fit(votes, 0.5))[0] > 0.6


def test_a_family_counts_once() -> None:
    _, votes = both_sided(3000, (0.9, 0.8, 0.75, 0.7, 0.6))
    copied = np.column_stack([votes, *[votes[:, 4]] * 3])

    kept = fit(copied, 0.5, families=(0, 1, 2, 3, 4, 4, 4, 4))

    assert accuracies(kept)[:5] == pytest.approx(accuracies(fit(votes, 0.5)), abs=0.02)
    assert accuracies(fit(copied, 0.5))[0] < 0.6


def test_functions_that_lean_on_each_other_somewhat_do_not_break_it() -> None:
    truths, votes = both_sided(4000, (0.85, 0.8, 0.75, 0.7, 0.7))
    follows = np.random.default_rng(9).random(4000) < 0.2
    votes[:, 4] = np.where(follows, votes[:, 3], votes[:, 4])

    model = fit(votes, 0.5)

    assert accuracies(model) == pytest.approx(true_accuracies(truths, votes), abs=0.1)
    assert brier(model.probabilities(votes), truths, votes) < brier(majority(votes), truths, votes)


def test_no_votes_give_the_base_rate() -> None:
    model = fit(np.zeros((40, 3), np.int8), 0.14)

    assert model.has_converged
    assert model.probabilities(np.zeros((1, 3), np.int8))[0] == pytest.approx(0.14, abs=0.02)


def test_nothing_at_all_is_no_error() -> None:
    assert fit(np.zeros((0, 3), np.int8), 0.14).probabilities(np.zeros((0, 3), np.int8)).shape == (0,)


def test_votes_as_they_are_count_each_family_once() -> None:
    told = plain(np.array([[1, 1, 0], [1, 0, -1], [0, 0, 0], [0, 0, -1]], np.int8), (0, 0, 1))

    assert told == pytest.approx([0.8, 0.5, 0.5, 0.2])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([-1, 0, 1]), min_size=4, max_size=4), min_size=1, max_size=60),
    st.floats(0.02, 0.98),
)
def test_whatever_is_voted_probabilities_are_probabilities(rows: list[list[int]], base: float) -> None:
    votes = np.array(rows, np.int8)

    model = fit(votes, base)

    told = model.probabilities(votes)
    assert np.all((told > 0) & (told < 1))
    assert model.rates.sum(axis=2) == pytest.approx(np.ones((4, 2)))
    assert np.array_equal(told, fit(votes, base).probabilities(votes))
    assert np.array_equal(np.sort(told), np.sort(fit(votes[::-1], base).probabilities(votes[::-1])))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3), st.integers(0, 200))
def test_a_vote_for_never_lowers_the_probability(function: int, seed: int) -> None:
    _, votes = both_sided(80, (0.9, 0.6, 0.4, 0.7), seed=seed)
    model = fit(votes, 0.3)
    spoken = np.zeros((1, 4), np.int8)
    spoken[0, function] = 1

    assert model.probabilities(spoken)[0] >= model.probabilities(-spoken)[0]
