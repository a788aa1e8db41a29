import math
from pathlib import Path

import pytest

from builders.penn import SNAPSHOT, write_penn, write_table
from undersong.domain.errors import BadInput
from undersong.learning.studies.base import StudyRows
from undersong.learning.studies.penn import PennStuck, certainty
from undersong.learning.studies.penn_snapshots import SNAPSHOTS

TESTS = 10


def at(hour: int) -> str:
    return f"2020-10-{1 + hour // 24:02d} {hour % 24:02d}:00:00.000"


def rows_of(folder: Path, *passed: int, task: str = "hw03", more: tuple[tuple[object, ...], ...] = ()) -> StudyRows:
    table = [("P", task, at(n), 0, 0, TESTS - count, count) for n, count in enumerate(passed)]
    write_table(folder / SNAPSHOTS, SNAPSHOT, [*table, *more])
    return PennStuck().read(folder)


def column(rows: StudyRows, name: str) -> list[float]:
    return [row[rows.dataset.features.index(name)] for row in rows.dataset.rows]


def test_a_row_is_stuck_when_none_of_the_next_five_states_passes_more(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 2, 2, 2, 2, 2, 2, 3, 3)

    assert rows.keys == ("P/hw03/0", "P/hw03/1", "P/hw03/2")
    assert rows.dataset.labels == (1, 0, 0)
    assert rows.baseline == (0, 1, 2)


def test_finished_work_and_the_last_five_states_are_no_rows(tmp_path: Path) -> None:
    assert rows_of(tmp_path, 5, *[TESTS] * 6).keys == ("P/hw03/0",)


def test_only_homework_three_to_eight_is_judged_and_any_other_is_remembered(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 1, 2, 3, task="hw00", more=tuple(("P", "hw03", at(30 + n), 0, 0, 9, 1) for n in range(6)))

    assert rows.keys == ("P/hw03/0",)
    assert column(rows, "past_snapshots") == [3]


def test_the_most_tests_of_a_homework_are_those_that_anybody_ran(tmp_path: Path) -> None:
    alone = rows_of(tmp_path / "a", 5, *[TESTS] * 6)
    beside = rows_of(tmp_path / "b", 5, *[TESTS] * 6, more=(("Q", "hw03", at(0), 0, 0, 5, TESTS),))

    assert (len(alone.keys), len(beside.keys)) == (1, 2)


def test_a_row_knows_nothing_of_what_comes_after(tmp_path: Path) -> None:
    late = tuple(("P", "hw04", at(200 + n), 1, 1, 0, 30) for n in range(9))
    calm = rows_of(tmp_path / "calm", 2, 3, *[3] * 6)
    wild = rows_of(tmp_path / "wild", 2, 3, *[9, 0, 1, 9, 9, 9, 9, 1], more=late)

    names = calm.dataset.features
    for first, second in zip(calm.dataset.rows[:2], wild.dataset.rows[:2], strict=True):
        assert dict(zip(names, map(repr, first), strict=True)) == dict(zip(names, map(repr, second), strict=True))


def test_a_person_is_the_group_of_a_row_and_none_of_its_features(tmp_path: Path) -> None:
    rows = PennStuck().read(write_penn(tmp_path))

    assert set(rows.dataset.groups) == {f"P{n}" for n in range(12)}
    assert not {"programmer", "person", "group"} & set(rows.dataset.features)


def test_a_row_that_cannot_be_used_keeps_its_number_and_passes_nothing(tmp_path: Path) -> None:
    broken = ("P", "hw03", at(2).replace("00:00.000", "30:00.000"), 0, 0, "nan", 9)

    rows = rows_of(tmp_path, 2, 2, 2, 2, 2, 2, 2, 3, more=(broken,))

    assert rows.keys == ("P/hw03/0", "P/hw03/1", "P/hw03/2")
    assert rows.dataset.labels == (1, 1, 1)
    assert [(fault.row, fault.column) for fault in rows.faults if fault.file == SNAPSHOTS] == [(9, "tests_failed")]


def test_a_repeated_row_is_judged_like_its_first_and_counts_once(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 2, 2, 2, 2, 2, 2, 3, more=(("P", "hw03", at(0), 0, 0, 8, 2),))

    assert rows.keys == ("P/hw03/0", "P/hw03/1", "P/hw03/2")
    assert column(rows, "snapshots") == [1, 1, 2]


@pytest.mark.parametrize("passed", [(), (1, 2, 3), (TESTS,) * 9])
def test_a_folder_without_a_row_to_judge_is_the_persons_mistake(tmp_path: Path, passed: tuple[int, ...]) -> None:
    with pytest.raises(BadInput, match=r"snapshots\.csv\.gz has no"):
        rows_of(tmp_path, *passed)


def test_times_are_those_of_the_snapshots(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 2, 2, 2, 2, 2, 2, 2)

    assert rows.dataset.times_ms[1] - rows.dataset.times_ms[0] == 3_600_000
    assert not math.isnan(rows.dataset.rows[0][0])


def test_an_answer_that_hangs_on_one_snapshot_is_trusted_less() -> None:
    assert [round(certainty(until), 1) for until in (1, 3, 5, 6, 9, 13)] == [1, 0.6, 0.2, 0.2, 0.6, 1]
