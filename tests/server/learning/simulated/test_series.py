"""Failing runs that somebody really had."""

from pathlib import Path

from builders.penn import write_penn
from undersong.features.runs import Run
from undersong.learning.simulated.series import MOST_VAIN, climbing, in_vain, penn_cases, recorded_cases


def runs(*passed: int, tests: int = 10) -> list[Run]:
    return [Run(0, number, tests - number) for number in passed]


def test_five_runs_without_a_new_best_are_a_stretch_in_vain() -> None:
    (series,) = in_vain("me", runs(2, 4, 4, 3, 4, 1, 4, 6))

    assert series.before == runs(4)[0]
    assert [run.passed for run in series.vain] == [4, 3, 4, 1, 4]
    assert series.after == runs(6)[0]


def test_four_are_none() -> None:
    assert list(in_vain("me", runs(4, 4, 3, 4, 1, 6))) == []


def test_a_stretch_that_nothing_ended_has_no_run_after_it() -> None:
    (series,) = in_vain("me", runs(4, 4, 4, 4, 4, 4))

    assert series.after is None


def test_what_is_green_is_no_trouble_and_ends_one() -> None:
    assert list(in_vain("me", runs(10, 4, 4, 4, 4, 4, 4))) == []
    (series,) = in_vain("me", runs(4, 4, 4, 4, 4, 4, 10))
    assert series.after is not None
    assert series.after.is_green


def test_a_very_long_stretch_is_cut() -> None:
    (series,) = in_vain("me", runs(*[4] * 60, 5))

    assert len(series.vain) == MOST_VAIN
    assert series.after is None


def test_runs_that_stay_red_and_get_on_are_a_climb() -> None:
    (climb,) = climbing(runs(1, 2, 2, 3, 5))

    assert [run.passed for run in climb] == [1, 2, 2, 3, 5]


def test_a_climb_ends_where_three_runs_bring_nothing() -> None:
    climbs = list(climbing(runs(1, 2, 3, 4, 4, 4, 4, 4, 4)))

    assert [[run.passed for run in climb] for climb in climbs] == [[1, 2, 3, 4]]
    assert list(climbing(runs(4, 4, 4, 5, 5, 5, 5))) == []


def test_runs_of_chosen_people_alone_are_taken_from_a_folder(tmp_path: Path) -> None:
    write_penn(tmp_path)

    cases = penn_cases(tmp_path, frozenset({"P0", "P3", "P7"}))

    assert {series.person for series in cases.series} <= {"P0", "P3", "P7"}
    assert cases.people == 3
    assert all(not run.is_green for series in cases.series for run in (series.before, *series.vain))


def test_everyone_together_gives_what_each_gives(tmp_path: Path) -> None:
    write_penn(tmp_path)
    everyone = [f"P{n}" for n in range(12)]

    whole = penn_cases(tmp_path, frozenset(everyone))

    assert len(whole.series) == sum(len(penn_cases(tmp_path, frozenset({one})).series) for one in everyone) > 0


def test_a_recording_gives_its_failing_runs_and_shorter_cuts_of_them() -> None:
    cases = recorded_cases(runs(10, 10, 8, 8, 9, 8, 8, 8, 9, 10))

    assert [len(series.vain) for series in cases.series] == [5, 6]
    assert recorded_cases(runs(10, 8, 10)).series == ()
