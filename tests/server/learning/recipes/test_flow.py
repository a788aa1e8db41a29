from pathlib import Path

import pytest

from builders.cups import moment, write_cups
from undersong.learning.recipes.flow import FlowRecipe, windows_of


def test_a_training_row_is_a_window_as_in_life() -> None:
    windows = windows_of([moment(0, "Shown"), moment(30, "Shown", "Z", documentLength=160)])

    assert windows[-1].features["typed_chars"] == 60
    assert windows[-1].features["suggestions_shown"] == 2


def test_a_folder_becomes_labelled_windows_of_people_kept_apart(tmp_path: Path) -> None:
    dataset = FlowRecipe().prior(write_cups(tmp_path, people=2))

    assert set(dataset.groups) == {"U0", "U1"}
    assert 0 < dataset.positives < len(dataset)


@pytest.mark.train
def test_writing_is_learned_and_exported(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the training environment")
    dataset = FlowRecipe().prior(write_cups(tmp_path, people=8, offers=120))

    candidate = FlowRecipe().train(dataset, seed=7)

    assert candidate == FlowRecipe().train(dataset, seed=7)
    assert candidate.is_experimental
    assert candidate.thresholds["leave"] < candidate.thresholds["enter"]
