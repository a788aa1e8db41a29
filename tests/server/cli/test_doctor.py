"""`undersong doctor`: what it says of the labels."""

from pathlib import Path

import pytest

from builders.releases import NOON, ledger_in
from undersong.cli.doctor import look_at_completion, look_at_labels
from undersong.domain.errors import TooFewExamples
from undersong.domain.places import Places
from undersong.learning import log


def test_what_is_missing_to_learn_from_is_told(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    reason = str(TooFewExamples("stuck", 12, 30))
    decided = log.Decision("stuck", "refused", reason, rows=12, labelling={"own_words": 3})
    log.write(ledger, log.Training(NOON, "idle", ("stuck",), 120, 2.0, (decided,)))
    ledger.close()

    (found,) = look_at_labels(Places(tmp_path))

    assert (found.about, found.is_well) == ("Labels stuck", True)
    assert found.finding.startswith("12 labelled windows at the last training, 3 of them by your own words")
    assert "12 of 30" in found.finding


def test_before_the_first_training_nothing_is_said(tmp_path: Path) -> None:
    assert list(look_at_labels(Places(tmp_path))) == []


def test_a_completion_model_that_was_not_joined_is_told_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))

    found = look_at_completion()

    assert not found.is_well
    assert "was not put together here" in found.finding
    assert "setup.mjs" in found.step
