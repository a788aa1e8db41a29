from pathlib import Path

import pytest

from builders.events import run_tests
from builders.penn import ERROR, SNAPSHOT, write_penn, write_table
from undersong.domain.errors import BadInput
from undersong.features.rolling import Rolling
from undersong.learning.material.dataset import row_of
from undersong.learning.recipes.penn_cs1 import PennRow, penn_rows
from undersong.learning.recipes.stuck import StuckRecipe
from undersong.learning.studies.penn_progress import LABEL


def rows_of(folder: Path, states: list[tuple[int, int, int]], errors: dict[int, str] | None = None) -> list[PennRow]:
    table = [("P", "hw03", f"2020-10-01 {n:02d}:00:00", e, 0, f, p) for n, (e, f, p) in enumerate(states)]
    write_table(folder / "snapshots.csv.gz", SNAPSHOT, table)
    named = [("P", "hw03", f"2020-10-01 {n:02d}:00:00", "A.java", 1, kind) for n, kind in (errors or {}).items()]
    write_table(folder / "compile_errors.csv.gz", ERROR, named)
    return list(penn_rows(folder))


def test_a_row_is_stuck_when_none_of_the_next_five_states_passes_more(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, [(0, 8, 2), (0, 8, 2), (0, 8, 2), (0, 8, 2), (0, 8, 2), (0, 8, 2), (0, 7, 3), (0, 7, 3)])

    assert [(row.key, row.is_stuck) for row in rows] == [("P/hw03/0", True), ("P/hw03/1", False), ("P/hw03/2", False)]
    assert [row.baseline for row in rows] == [0, 1, 2]


def test_finished_work_and_the_last_five_states_are_no_rows(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, [(0, 5, 5), (0, 0, 10), *[(0, 0, 10)] * LABEL])

    assert [row.key for row in rows] == ["P/hw03/0"]


def test_a_row_knows_nothing_of_what_comes_after(tmp_path: Path) -> None:
    first = [(0, 8, 2), (0, 7, 3)]
    calm = rows_of(tmp_path / "calm", [*first, *[(0, 7, 3)] * 6])
    wild = rows_of(tmp_path / "wild", [*first, *[(1, 0, 0), (0, 1, 9)] * 3])

    assert [row.features for row in calm[:2]] == [row.features for row in wild[:2]]


def test_code_that_does_not_compile_ran_no_tests(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, [(2, 0, 0), (1, 0, 0), *[(0, 9, 1)] * 6], {0: "no symbol", 1: "no symbol"})

    assert rows[1].features["broken_streak"] == 2
    assert rows[1].features["same_error_streak"] == 1
    assert rows[1].features["failed_last"] is None


def test_other_homework_is_left_out_but_tells_how_many_tests_there_are(tmp_path: Path) -> None:
    assert {row.key.split("/")[1] for row in penn_rows(write_penn(tmp_path))} == {"hw03", "hw04"}


def test_a_folder_without_the_table_is_the_persons_mistake(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"snapshots\.csv\.gz"):
        list(penn_rows(tmp_path))


def test_a_live_window_gives_the_numbers_of_a_training_row(tmp_path: Path) -> None:
    # A history that begins with everything passing is the same to both; names of errors are hashes in life.
    states = [(0, 0, 10), (0, 3, 7), (0, 3, 7), (2, 0, 0), (0, 2, 8), (0, 4, 6), (0, 4, 6), (0, 1, 9)]
    rows = rows_of(tmp_path, [*states, *[(0, 5, 5)] * 6, (0, 12, 0)], {3: "b" * 8})
    rolling = Rolling()
    for n, (broken, failed, passed) in enumerate(states):
        counts = (None, None) if broken else (passed, failed)
        rolling.feed(run_tests(90 * n, *counts, "b" * 8 if broken else "", errors=broken, outcome="failed"))
    live = [rolling.close(end_ms) for end_ms in rolling.due(2**53)]

    names = StuckRecipe().features
    trained = [repr(row_of(row.features, names)) for row in rows[: len(states)]]
    assert [repr(row_of(window.features, names)) for window in live] == trained
