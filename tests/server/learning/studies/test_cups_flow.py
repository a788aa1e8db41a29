from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from builders.cups import moment, row, write_cups, write_rows
from undersong.domain.errors import BadInput
from undersong.learning.studies.cups_flow import CupsFlow, place, told_of


def test_only_moments_that_were_told_apart_are_rows_and_all_are_seen() -> None:
    told = list(told_of([moment(0, "Shown", "A"), moment(4, "Replay", "Z"), moment(5, "Rejected", "H")]))

    assert [(item.is_producing, item.wait) for item in told] == [(True, 4), (False, 1)]
    assert told[0].features["wait_log"] > 0


def test_a_row_knows_neither_its_answer_nor_what_comes_later() -> None:
    series = [moment(0, "Shown", "Z"), moment(4, "Replay", "Z"), moment(5, "Rejected", "Z")]
    others = [moment(0, "Shown", "F"), moment(4, "Replay", "F"), moment(90, "Accepted", "H")]

    known, otherwise = (list(told_of(each))[1].features for each in (series, others))

    assert known == otherwise


def test_keys_and_baseline_follow_the_table(tmp_path: Path) -> None:
    rows = [row("U", 3, 0.0, "Shown", cups_code="Z"), row("U", 4, 6.0, "Rejected", cups_code="N")]

    study = CupsFlow().read(write_rows(tmp_path, rows))

    assert (study.keys, study.dataset.labels, study.baseline) == (("U/3", "U/4"), (1.0, 0.0), (-0.0, -6.0))


def test_a_folder_whose_moments_were_not_told_apart_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="has no moment whose cups_code is one of C, F, H, N, V, X, Z"):
        CupsFlow().read(write_rows(tmp_path, [row("U", 0, 0.0, "Shown", cups_code="A")]))


def test_the_place_is_told_by_the_line_alone() -> None:
    features = place(replace(moment(0, "Shown"), before="print(1)\n# sum", suggestion="of a"))

    assert (features["in_comment"], features["is_printing"], features["line_is_blank"]) == (1.0, 0.0, 0.0)
    assert place(replace(moment(0, "Shown"), before="print("))["is_printing"] == 1.0


@pytest.mark.train
def test_writing_is_told_from_thinking_in_others(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the training environment")
    from undersong.learning.material.scoring import auc

    dataset = CupsFlow().read(write_cups(tmp_path, people=8)).dataset
    seen = [i for i, person in enumerate(dataset.groups) if person < "U5"]
    unseen = dataset.chosen(set(range(len(dataset))) - set(seen))

    fitted = CupsFlow().fit(dataset.chosen(seen), seed=1)

    assert auc(fitted.probabilities(unseen.rows), np.array(unseen.labels)) > 0.8
