from builders.days import MINUTE_MS, MONDAY_MS
from undersong.reports.endings import TurningPoints
from undersong.reports.episodes import Episode, episodes_section, find_episodes, rows_without_progress
from undersong.reports.local import LocalTime
from undersong.reports.stretch import Stretch
from undersong.reports.tests import Run


def minutes(first, last):
    return Stretch(MONDAY_MS + int(first * MINUTE_MS), MONDAY_MS + int(last * MINUTE_MS))


def runs(*counts, gap=4):
    """Return a run every four minutes: (passed, failed)."""
    return [
        Run(MONDAY_MS + number * gap * MINUTE_MS, "failed" if failed else "passed", passed, failed)
        for number, (passed, failed) in enumerate(counts)
    ]


def stretches(stuck, tests=()):
    return [episode.stretch for episode in find_episodes(stuck, tests, TurningPoints(), 2**45)]


def test_a_minute_of_stuck_is_an_episode_and_less_is_none():
    assert stretches([minutes(0, 1), minutes(20, 20.6)]) == [minutes(0, 1)]


def test_episodes_with_a_short_better_moment_between_are_one():
    assert stretches([minutes(0, 3), minutes(7, 9), minutes(30, 32)]) == [minutes(0, 9), minutes(30, 32)]


def test_three_failing_runs_that_got_no_further_are_an_episode_up_to_the_better_one():
    assert rows_without_progress(runs((5, 2), (5, 2), (4, 3), (6, 1))) == [minutes(0, 12)]


def test_two_failing_runs_are_none():
    assert rows_without_progress(runs((5, 2), (5, 2), (7, 0))) == []


def test_runs_that_get_further_each_time_are_none():
    assert rows_without_progress(runs((4, 3), (5, 2), (6, 1), (7, 0))) == []


def test_runs_half_an_hour_apart_are_no_row():
    assert rows_without_progress(runs((5, 2), (5, 2), (5, 2), gap=40)) == []


def test_judged_and_counted_stretches_unite():
    assert stretches([minutes(5, 10)], runs((5, 2), (5, 2), (5, 2), (6, 1))) == [minutes(0, 12)]


def test_the_section_tells_what_ended_most_of_them():
    episodes = [
        Episode(minutes(0, 10), "9f86d081884c7d65", "a commit"),
        Episode(minutes(60, 75), None, "a commit"),
        Episode(minutes(90, 95), None, "still open"),
    ]

    section = episodes_section(episodes, LocalTime())

    assert section.words == "Three episodes of 30 min in all. Two of them ended with a commit."
    assert section.table.rows[0] == ("Mon 12 Jan", "00:00", 10, "file 9f86d081884c7d65", "a commit")
    assert len(section.spec["data"]["values"]) == 3


def test_one_open_episode_is_not_told_as_ended():
    section = episodes_section([Episode(minutes(0, 10), None, "still open")], LocalTime())

    assert section.words == "One episode of 10 min in all. What ended it is not known yet."


def test_the_table_names_the_file_that_ended_it_and_the_words_do_not():
    named = "an edit in file 9f86d081884c7d65"

    section = episodes_section([Episode(minutes(0, 10), None, "an edit in another file", named)], LocalTime())

    assert section.words == "One episode of 10 min in all. It ended with an edit in another file."
    assert section.table.rows[0][-1] == named
