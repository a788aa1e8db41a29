"""What the events show of failing runs."""

from builders.days import Editor
from builders.troubles import SUM, TAX, after, fail
from undersong.episodes import Facts


def facts(editor: Editor) -> Facts:
    return after(editor).facts()


def test_the_test_that_failed_most_often_is_told_with_its_times_and_minutes() -> None:
    editor = Editor()
    fail(editor, TAX)
    fail(editor, SUM)
    fail(editor, f"{SUM} {TAX}")
    fail(editor, SUM)

    found = facts(editor)

    assert (found.runs, found.tests, found.times, found.minutes) == (4, 1, 3, 6.0)
    assert found.signatures == (SUM,)


def test_tests_that_failed_equally_often_are_told_together() -> None:
    editor = Editor()
    for _ in range(3):
        fail(editor, f"{SUM} {TAX}")

    assert (facts(editor).tests, facts(editor).times) == (2, 3)


def test_a_test_that_passes_by_now_is_not_told() -> None:
    editor = Editor()
    for _ in range(3):
        fail(editor, SUM)
    fail(editor, TAX)

    assert (facts(editor).signatures, facts(editor).times, facts(editor).is_same) == ((TAX,), 1, False)


def test_it_ended_alike_only_when_every_run_said_so() -> None:
    same = {"test__reasons": "99aabbcc", "test__error_class": "KeyError"}
    other = {"test__reasons": "00aabbcc", "test__error_class": "KeyError"}

    def errors(*runs: dict) -> tuple[str, ...]:
        editor = Editor()
        for run in runs:
            fail(editor, **run)
        return facts(editor).errors

    assert errors(same, same, same) == ("KeyError",)
    assert errors(same, other, same) == ()
    assert errors(same, {}, same) == ()
    assert errors({}, {}) == ()
    assert errors(same) == ()


def test_reasons_that_do_not_fit_the_signatures_are_not_believed() -> None:
    editor = Editor()
    for _ in range(2):
        fail(editor, f"{SUM} {TAX}", test__reasons="99aabbcc", test__error_class="KeyError")

    assert facts(editor).errors == ()


def test_edits_between_the_runs_count_and_those_before_the_first_do_not() -> None:
    editor = Editor()
    for _ in range(4):
        editor.edit(1)
    fail(editor)
    editor.edit(2)
    editor.edit(3)
    fail(editor)
    editor.edit(4)

    assert (facts(editor).edits, facts(editor).files) == (2, 2)


def test_counts_are_those_of_the_last_run_beside_the_best() -> None:
    editor = Editor()
    for passed, failed in ((9, 3), (11, 1), (10, 2)):
        fail(editor, test__passed=passed, test__failed=failed)

    assert (facts(editor).passed, facts(editor).failed, facts(editor).best_passed) == (10, 2, 11)


def test_runs_without_names_are_counted_by_themselves() -> None:
    editor = Editor()
    for _ in range(3):
        fail(editor, "")

    assert (facts(editor).tests, facts(editor).times, facts(editor).runs) == (0, 3, 3)
