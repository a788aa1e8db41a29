from builders.days import Editor
from undersong.domain.kind import Kind
from undersong.reports.local import LocalTime
from undersong.reports.tests import Runs, runs_section


def runs_of(*failed, unknown=0):
    editor, runs = Editor(), Runs()
    for number in failed:
        editor.run_tests(10, number)
        editor.wait(60)
    for _ in range(unknown):
        editor.happen(Kind.TEST_RUN, test__runner="make", test__outcome="unknown")
    for event in editor.events:
        runs.feed(event)
    return runs


def test_streaks_are_rows_of_like_outcomes():
    runs = runs_of(0, 0, 1, 2, 1, 0)

    assert (runs.longest_streak("failed"), runs.longest_streak("passed")) == (3, 2)


def test_the_share_leaves_out_runs_of_unknown_outcome():
    section = runs_section(runs_of(0, 1, unknown=2), LocalTime(), ["Mon 12 Jan"])

    assert section.words.startswith("Four runs, 50 % of them passed.")
    assert section.table.rows == (("Mon 12 Jan", 4, 1, 1, 2, "50 %"),)


def test_the_legend_names_only_what_there_was():
    spec = runs_section(runs_of(0, 0), LocalTime(), ["Mon 12 Jan"]).spec

    assert spec["encoding"]["color"]["legend"]["values"] == ["passed"]


def test_no_run_is_a_sentence():
    section = runs_section(Runs(), LocalTime(), [])

    assert (section.spec, section.words) == (None, "No test run was seen in this range.")
