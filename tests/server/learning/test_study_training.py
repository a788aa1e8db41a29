from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from builders.study import Told, told_rows
from undersong.domain.errors import TooFewExamples, TooFewOfAKind
from undersong.learning.study_training import LabelsContradict, learn

pytest.importorskip("sklearn", reason="needs the training environment")
pytestmark = pytest.mark.train

from undersong.learning.material.served import served  # noqa: E402


def test_a_release_says_what_the_model_says_and_how_good_it_is_on_people_left_out() -> None:
    rows = told_rows()

    learned = learn(Told(rows), Path(), seed=7)

    candidate = learned.candidate
    assert candidate.features == Told.features
    assert candidate.scores["auc"] == learned.figures["auc"]
    assert candidate.scores["auc_low"] <= candidate.scores["auc"] <= candidate.scores["auc_high"]
    assert candidate.scores["parity"] <= 1e-5
    assert len(served(candidate.onnx, rows.dataset.rows)) == len(rows.keys)


def test_the_cut_off_tells_one_in_ten_of_the_others() -> None:
    rows = told_rows(people=20)
    candidate = learn(Told(rows), Path(), seed=7).candidate

    said = served(candidate.onnx, rows.dataset.rows)
    others = np.array(rows.dataset.labels) < 0.5

    assert np.mean(said[others] >= candidate.thresholds["enter"]) == pytest.approx(0.10, abs=0.03)
    assert candidate.thresholds["leave"] < candidate.thresholds["enter"]


def test_labels_turned_round_are_refused() -> None:
    rows = told_rows(flip=True)

    with pytest.raises(LabelsContradict, match="turned round"):
        learn(Told(rows), Path(), seed=7)


def test_labels_turned_round_are_refused_where_few_people_leave_the_interval_wide() -> None:
    rows = told_rows(people=5, each=30, strength=0.15, flip=True)

    with pytest.raises(LabelsContradict, match="are positive"):
        learn(Told(rows), Path(), seed=7)


def test_a_rule_that_happens_to_fail_is_no_reason_while_positives_stay_rare() -> None:
    rows = told_rows(people=6, each=40, strength=0.0, seed=4)

    assert learn(Told(rows), Path(), seed=7).figures["auc_baseline"] < 0.6


def test_three_rows_and_one_class_are_too_few() -> None:
    few, same = told_rows(people=1, each=3), told_rows()
    same = replace(same, dataset=replace(same.dataset, labels=(1.0,) * len(same.keys)))

    with pytest.raises(TooFewExamples):
        learn(Told(few), Path(), seed=7)
    with pytest.raises(TooFewOfAKind):
        learn(Told(same), Path(), seed=7)
