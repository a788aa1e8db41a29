from dataclasses import replace

import pytest

from builders.study import Told, told_rows

pytest.importorskip("sklearn", reason="needs the training environment")
pytestmark = pytest.mark.train

from undersong.learning.references import REFERENCES, leaderboard, newer_half, served_row  # noqa: E402


def test_the_references_are_the_configurations_that_are_known() -> None:
    forest, boosting = REFERENCES["forest"]().steps[-1][1], REFERENCES["boosting"]().steps[-1][1]

    assert (forest.n_estimators, forest.max_depth, forest.min_samples_split, forest.random_state) == (100, 10, 5, 42)
    assert (boosting.n_estimators, boosting.learning_rate, boosting.max_depth, boosting.random_state) == (
        150,
        0.1,
        8,
        42,
    )


def test_the_own_model_stands_first_and_every_way_of_parting_has_a_figure() -> None:
    rows = told_rows(people=8, each=30)

    board = leaderboard(Told(rows), rows, seed=7)

    assert [line["model"] for line in board] == ["own", *REFERENCES]
    for line in board:
        for way in ("by_people", "by_people_and_time", "at_random"):
            assert 0.5 < line[f"auc_{way}"] <= 1


def test_rows_without_times_have_no_newer_half() -> None:
    dataset = told_rows(people=3, each=10).dataset

    assert newer_half(replace(dataset, times_ms=(0,) * 30)) is None
    late = newer_half(dataset)
    assert late is not None
    assert late.sum() == 15


def test_one_row_is_served_faster_as_onnx_and_says_the_same() -> None:
    rows = told_rows(people=5, each=20)

    figures = served_row(Told(rows), rows)

    assert figures["forest_parity"] <= 1e-5
    assert figures["onnx_times_faster"] > 10
