"""How often a function votes, how often it is right, and how sure that is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersong.domain.window import SPAN_MS, STEP_MS
from undersong.learning.labelling.estimate import Agreement, Estimate, agreement, estimate, judged, separate, wilson
from undersong.learning.labelling.model import fit


def column(*votes: int) -> np.ndarray:
    return np.array(votes, np.int8)


def test_windows_that_overlap_are_one_vote() -> None:
    assert separate([n * STEP_MS for n in range(30)]) == 1
    assert separate([n * SPAN_MS for n in range(4)]) == 4
    assert separate([]) == 0


def test_coverage_is_the_share_of_windows_with_a_vote() -> None:
    found = estimate("same_failure", column(1, 0, 1, 0), [n * SPAN_MS for n in range(4)])

    assert (found.votes, found.coverage, found.separate) == (2, 0.5, 2)


def test_one_word_about_many_windows_is_one_judgement() -> None:
    votes, words = column(1, 1, 0, -1, 1), column(1, 1, 1, 1, 0)

    assert agreement(votes, words, np.array([0, 0, 0, 1, -1])) == Agreement(right=1, told=2)


def test_a_function_that_is_as_often_for_as_against_within_one_word_is_not_judged_by_it() -> None:
    assert agreement(column(1, -1), column(1, 1), np.array([0, 0])) == Agreement(0, 0)


@pytest.mark.parametrize(("right", "told", "is_opposed"), [(1, 12, True), (0, 9, False), (5, 12, False)])
def test_only_clear_words_turn_a_function_round(right: int, told: int, is_opposed: bool) -> None:
    assert Agreement(right, told).is_opposed is is_opposed


def judge(found: Estimate, against: Agreement) -> Estimate:
    model = fit(np.array([[1, 1, 1], [-1, -1, -1]] * 40, np.int8), 0.5)
    return judged(found, against, model, 0)


def test_own_words_judge_before_the_other_functions_do() -> None:
    found = judge(Estimate("smooth", 400, 0.5, 30), Agreement(9, 12))

    assert (found.accuracy, found.judged_by) == (0.75, "own words")
    assert found.remark == ""


def test_too_few_separate_votes_have_no_interval_and_say_so() -> None:
    found = judge(Estimate("smooth", 90, 0.5, 3), Agreement(0, 0))

    assert (found.low, found.high) == (None, None)
    assert found.accuracy is not None
    assert found.remark == "3 separate votes of the 10 that an interval takes"


def test_without_anything_to_compare_with_there_is_no_accuracy() -> None:
    found = judged(Estimate("smooth", 90, 0.5, 30), Agreement(0, 0), None, 0)

    assert found.accuracy is None
    assert "nothing to compare it with" in found.remark


@given(st.integers(1, 200), st.floats(0, 1))
def test_an_interval_holds_its_share_and_narrows_with_more(number: int, share: float) -> None:
    low, high = wilson(share * number, number)
    less, more = wilson(share * number * 4, number * 4)

    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
    assert more - less < high - low
