"""What the runs of a simulated developer give."""

import random

from builders.simulated import in_trouble, trouble
from undersong.features.runs import Run
from undersong.learning.simulated.aggregates import read_aggregates
from undersong.learning.simulated.habits import draw_habits
from undersong.learning.simulated.work import MOST_SIGNATURES, Way, Work, embedded

HABITS = draw_habits(read_aggregates(), random.Random(7))


def made(seed: int = 7) -> Work:
    return Work(HABITS, trouble(), random.Random(seed))


def lived(work: Work, runs: int, start_ms: int = 0) -> list[Run]:
    return [work.run(start_ms + n * 60_000)[0] for n in range(runs)]


def test_ordinary_faults_are_mended_after_three_runs_at_most_unless_a_feature_grows() -> None:
    work, streak = made(), 0
    for run in lived(work, 600):
        streak = 0 if run.is_green else streak + 1
        is_growing = run.tests == 12
        assert streak <= 3 or is_growing


def test_most_ordinary_runs_are_green_and_some_are_not() -> None:
    green = sum(run.is_green for run in lived(made(), 600))

    assert 300 < green < 570


def test_a_planted_stretch_begins_with_its_first_run_in_vain_and_ends_with_progress() -> None:
    work = made()
    work.plant()

    lived(work, 11)

    (stretch,) = work.planted
    assert stretch.begun_ms == 60_000
    assert stretch.runs_ms == [n * 60_000 for n in range(1, 9)]
    assert stretch.ended_ms == 9 * 60_000


def test_after_a_planted_stretch_all_is_green_again() -> None:
    work = made()
    work.plant()
    assert work.is_red
    assert work.is_planted

    runs = lived(work, 11)

    assert [run.is_green for run in runs] == [False] * 10 + [True]
    assert not work.is_red


def test_who_gives_up_in_the_evening_has_ended_it() -> None:
    work = made()
    work.plant()
    lived(work, 4)

    work.give_up(500_000)

    assert work.planted[0].ended_ms == 500_000
    assert not work.is_red
    assert work.current is None


def test_the_same_tests_fail_from_run_to_run_and_have_the_same_hashes() -> None:
    first, second, third = embedded((Run(0, 8, 2), Run(0, 7, 3), Run(0, None, None, 1, frozenset({"odd"}))), 0, 1)

    assert first.signatures < second.signatures
    assert len(third.signatures) == 1
    assert not third.signatures & second.signatures


def test_no_report_holds_more_hashes_than_it_can() -> None:
    (run,) = embedded((Run(0, 0, 40),), 0, 1)

    assert len(run.signatures) == MOST_SIGNATURES


def test_in_a_larger_project_other_tests_pass_beside_them() -> None:
    series = in_trouble()

    (run,) = embedded((series.before,), 30, 1)

    assert (run.passed, run.failed) == (38, 4)


def test_where_two_tests_always_fail_no_run_is_green_and_the_same_two_fail() -> None:
    work = Work(HABITS, trouble(), random.Random(7), Way.KNOWN_RED)

    runs = lived(work, 300)

    usual = max(set(runs), key=runs.count)
    assert not any(run.is_green for run in runs)
    assert (usual.failed, len(usual.signatures)) == (2, 2)


def test_a_watcher_runs_again_what_is_red_and_nothing_else() -> None:
    work = Work(HABITS, trouble(), random.Random(7), Way.WATCHING)
    assert work.again() is None
    work.plant()

    first = lived(work, 1)[0]

    assert work.again() == first
    lived(work, 10)
    assert work.again() is None
    assert made().again() is None
