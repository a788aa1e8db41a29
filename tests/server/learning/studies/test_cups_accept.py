from pathlib import Path

import numpy as np
import pytest

from builders.cups import moment, row, write_cups, write_rows
from undersong.domain.errors import BadInput, TooFewExamples
from undersong.learning.studies.cups import Moment
from undersong.learning.studies.cups_accept import CupsAccept, offers_of

SECOND_THOUGHTS = [
    moment(0, "Shown", compCharLen=1),
    moment(1, "Shown", compCharLen=2),
    moment(2, "Replay", compCharLen=3),
    moment(3, "Accepted", compCharLen=4),
    moment(4, "Rejected", compCharLen=5),
    moment(5, "Shown", compCharLen=6),
]


def test_a_row_is_the_last_showing_before_a_decision() -> None:
    offers = list(offers_of(SECOND_THOUGHTS))

    assert [(offer.moment.offered_chars, offer.is_accepted) for offer in offers] == [(2, True)]


def test_a_row_knows_nothing_that_comes_later() -> None:
    moments = [moment(0, "Shown"), moment(1, "Accepted"), moment(2, "Shown"), moment(3, "Rejected")]
    others: list[Moment] = [*moments[:3], moment(9, "Replay"), moment(70, "Accepted"), moment(80, "Shown")]

    known, otherwise = (list(offers_of(series))[1].features for series in (moments, others))

    assert known == otherwise


def test_rows_have_the_names_labels_and_baseline_of_the_table(tmp_path: Path) -> None:
    rows = [row("U", 7, 0.0, "Shown", compCharLen=12), row("U", 8, 1.0, "Accepted"), row("V", 1, 0.0, "Shown")]

    study = CupsAccept().read(write_rows(tmp_path, [*rows, row("V", 2, 1.0, "Rejected")]))

    assert study.keys == ("U/7", "V/1")
    assert study.dataset.labels == (1.0, 0.0)
    assert study.dataset.groups == ("U", "V")
    assert study.baseline == (12.0, 20.0)
    assert study.dataset.sources[0]["licence"] == "MIT"


def test_a_folder_without_decisions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no suggestion that was shown and then accepted or rejected"):
        CupsAccept().read(write_rows(tmp_path, [row("U", 0, 0.0, "Shown")]))


@pytest.mark.train
def test_taking_what_is_sure_is_learned_from_others(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the training environment")
    from undersong.learning.material.scoring import auc

    dataset = CupsAccept().read(write_cups(tmp_path, people=10)).dataset
    seen = [i for i, person in enumerate(dataset.groups) if person < "U5"]
    unseen = dataset.chosen(set(range(len(dataset))) - set(seen))

    fitted = CupsAccept().fit(dataset.chosen(seen), seed=1)

    assert auc(fitted.probabilities(unseen.rows), np.array(unseen.labels)) > 0.75


@pytest.mark.train
def test_three_rows_are_too_few(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the training environment")
    dataset = CupsAccept().read(write_cups(tmp_path, people=1, offers=3)).dataset

    with pytest.raises(TooFewExamples):
        CupsAccept().fit(dataset, seed=1)
