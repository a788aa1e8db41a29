import math

from undersong.learning.studies.penn_progress import Values
from undersong.learning.studies.penn_snapshots import Snapshot
from undersong.learning.studies.penn_student import FEATURES, Student, homework_number


def snapshot(task: str, time_s: float, passed: int, tests: int = 10) -> Snapshot:
    return Snapshot("P", task, str(time_s), time_s, passed, tests - passed)


def lived(*snapshots: Snapshot) -> Values:
    student, values = Student(), Values()
    for one in snapshots:
        values = student.take(one)
    return values


def test_each_snapshot_has_every_feature() -> None:
    assert tuple(lived(snapshot("hw03", 0, 1), snapshot("hw04", 9, 2))) == FEATURES


def test_before_any_other_homework_nothing_is_known_of_it() -> None:
    values = lived(snapshot("hw03", 0, 1), snapshot("hw03", 5, 4))

    assert values["past_homework"] == 0
    assert all(math.isnan(values[name]) for name in ("past_best_share", "last_snapshots", "last_ago"))


def test_other_homework_is_known_as_far_as_it_had_come_by_then() -> None:
    first = [snapshot("hw03", 0, 2), snapshot("hw03", 1, 6)]

    before, after = lived(*first, snapshot("hw04", 2, 1)), lived(snapshot("hw04", 2, 1), *first, snapshot("hw04", 3, 1))
    finished = lived(*first, snapshot("hw03", 2, 10), snapshot("hw04", 3, 1))

    assert before["past_best_share"] == after["past_best_share"] == 0.6
    assert (before["past_is_finished"], finished["past_is_finished"]) == (0, 1)
    assert before["homework"] == 4


def test_the_past_is_a_mean_over_homework_and_the_last_is_told_beside_it() -> None:
    values = lived(snapshot("hw03", 0, 2), snapshot("hw04", 1, 6), snapshot("hw05", 2, 0))

    assert values["past_homework"] == 2
    assert values["past_best_share"] == 0.4
    assert values["last_best_share"] == 0.6


def test_a_homework_without_a_number_has_none() -> None:
    assert homework_number("hw05") == 5
    assert math.isnan(homework_number("project"))
