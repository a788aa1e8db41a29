from dataclasses import replace

import numpy as np
import pytest

from builders.study import told_rows
from undersong.learning.judgement import judgement, lost_at_quarter
from undersong.learning.material.scoring import bins_of, ece, ranked, tied


def ones(number: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    return np.ones(number)


def test_equal_scores_count_half_and_perfect_order_counts_whole() -> None:
    labels = np.array([False, False, True, True])

    assert ranked(tied(np.array([0.1, 0.2, 0.3, 0.4]))[0], labels, ones(4)) == (1.0, 1.0)
    assert ranked(tied(np.array([0.5, 0.5, 0.5, 0.5]))[0], labels, ones(4)) == (0.5, 0.5)
    assert ranked(tied(np.array([0.4, 0.3, 0.2, 0.1]))[0], labels, ones(4))[0] == 0.0


def test_average_precision_is_the_mean_over_the_positives_from_the_top() -> None:
    labels = np.array([True, False, True, False])

    _, ap = ranked(tied(np.array([0.9, 0.8, 0.7, 0.6]))[0], labels, ones(4))

    assert ap == pytest.approx((1 + 2 / 3) / 2)


def test_one_class_has_no_ranking() -> None:
    auc, ap = ranked(tied(np.array([0.1, 0.2]))[0], np.array([True, True]), ones(2))

    assert np.isnan(auc)
    assert np.isnan(ap)


def test_a_person_drawn_twice_weighs_as_much_as_a_row_repeated() -> None:
    scores, labels = np.array([0.1, 0.7, 0.4]), np.array([False, True, True])

    weighted = ranked(tied(scores)[0], labels, np.array([1.0, 1.0, 2.0]))
    repeated = ranked(tied(np.append(scores, 0.4))[0], np.append(labels, True), ones(4))

    assert weighted == pytest.approx(repeated)


def test_probabilities_that_come_true_have_no_calibration_error() -> None:
    probabilities = np.repeat([0.0, 1.0], 50)
    groups, sizes = tied(probabilities)

    assert ece(probabilities, probabilities > 0.5, bins_of(groups, sizes)) == 0.0
    assert ece(probabilities, probabilities < 0.5, bins_of(groups, sizes)) == 1.0


def test_equal_probabilities_share_a_bin() -> None:
    groups, sizes = tied(np.array([0.2] * 15 + [0.9] * 5))

    assert len(set(bins_of(groups, sizes)[:15])) == 1


def test_hiding_the_lowest_quarter_loses_the_positives_in_it_and_ties_in_part() -> None:
    labels = np.array([True, False, False, False, True, True, True, True])

    groups, sizes = tied(np.arange(8.0))
    assert lost_at_quarter(groups, sizes, labels) == pytest.approx(1 / 5)
    groups, sizes = tied(np.zeros(8))
    assert lost_at_quarter(groups, sizes, labels) == pytest.approx(1 / 4)


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    rows = told_rows()
    said = np.array([row[0] for row in rows.dataset.rows])
    probabilities = 1 / (1 + np.exp(-said))

    figures = judgement("stuck", "made_up", rows, probabilities)

    low, high = figures["auc_interval"]
    assert low < figures["auc"] < high
    assert figures == judgement("stuck", "made_up", rows, probabilities)
    assert figures["auc"] == figures["auc_baseline"]
    assert "lost_accepts_at_quarter" not in figures


def test_a_right_model_lies_within_the_calibration_of_a_perfect_one() -> None:
    chance = np.random.default_rng(7)
    rows = told_rows(people=20, each=50)
    probabilities = chance.random(len(rows.keys))
    labels = tuple((chance.random(len(rows.keys)) < probabilities).astype(float).tolist())
    rows = replace(rows, dataset=replace(rows.dataset, labels=labels))

    figures = judgement("accept", "made_up", rows, probabilities)

    assert figures["ece"] <= figures["ece_perfect_95"]
    assert 0 < figures["lost_accepts_at_quarter"] < 0.25


def test_figures_that_cannot_be_told_are_null() -> None:
    rows = told_rows(people=2, each=5)
    rows = replace(rows, dataset=replace(rows.dataset, labels=(0.0,) * 10))

    figures = judgement("stuck", "made_up", rows, np.full(10, 0.2))

    assert figures["auc"] is None
    assert figures["auc_interval"] == [None, None]
