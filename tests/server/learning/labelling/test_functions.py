"""What each labelling function looks for."""

import pytest

from builders.days import MINUTE_MS, Editor
from builders.lessons import run, write_steadily
from undersong.domain.kind import Kind
from undersong.domain.window import closing_after
from undersong.learning.labelling.catalog import QUESTIONS
from undersong.learning.labelling.debugging import debugs, debugs_without_edits
from undersong.learning.labelling.failing import failing, failing_streak, same_failure
from undersong.learning.labelling.leaving import scatters, seeks_help
from undersong.learning.labelling.progress import gets_ahead
from undersong.learning.labelling.timeline import Timeline
from undersong.learning.labelling.turning_back import revisits, took_back
from undersong.learning.labelling.typing_well import types_smoothly, types_undisturbed


def ends_now(editor: Editor) -> int:
    return closing_after(editor.now_ms)


def test_five_runs_and_ten_minutes_without_a_new_best_are_a_streak() -> None:
    editor = Editor()
    for _ in range(6):
        run(editor, failed=1)
        editor.wait(150)

    assert failing_streak(Timeline(editor.events), ends_now(editor)) == 1
    assert failing(Timeline(editor.events), ends_now(editor)) == -1
    assert failing_streak(Timeline(editor.events[:4]), ends_now(editor)) == 0


def test_the_same_error_three_times_with_edits_between_votes_for_stuck() -> None:
    editor = Editor()
    for _ in range(3):
        editor.edit()
        editor.wait(20)
        run(editor, failed=1)
        editor.wait(20)

    assert same_failure(Timeline(editor.events), ends_now(editor)) == 1
    assert same_failure(Timeline(editor.events), ends_now(editor) + 11 * MINUTE_MS) == 0


def test_two_returns_to_an_earlier_text_vote_for_stuck() -> None:
    editor = Editor()
    for digest in ("a", "b", "a", "b"):
        editor.happen(Kind.FILE_SAVED, 0, file__digest=digest)
        editor.wait(30)

    assert revisits(Timeline(editor.events), ends_now(editor)) == 1


def test_long_debugging_without_an_edit_votes_for_stuck_and_against_focus() -> None:
    editor = Editor()
    editor.happen(Kind.DEBUG_STARTED)
    editor.wait(400)
    editor.happen(Kind.DEBUG_ENDED)

    timeline, end_ms = Timeline(editor.events), ends_now(editor)
    assert (debugs_without_edits(timeline, end_ms), debugs(timeline, end_ms)) == (1, -1)


@pytest.mark.parametrize(("is_green", "vote"), [(False, 1), (True, 0)])
def test_going_back_after_work_in_vain_votes_for_stuck(is_green: bool, vote: int) -> None:
    editor = Editor()
    write_steadily(editor, 4.5)
    editor.wait(600)
    if is_green:
        run(editor, failed=0)
    editor.happen(Kind.COMMIT_CREATED, commit__kind="checkout")

    assert took_back(Timeline(editor.events), ends_now(editor)) == vote


@pytest.mark.parametrize(("has_errors", "vote"), [(True, 1), (False, 0)])
def test_leaving_four_times_is_help_seeking_after_errors_and_never_focus(has_errors: bool, vote: int) -> None:
    editor = Editor()
    for _ in range(4):
        run(editor, failed=int(has_errors))
        editor.leave(1)

    timeline, end_ms = Timeline(editor.events), ends_now(editor)
    assert (seeks_help(timeline, end_ms), scatters(timeline, end_ms)) == (vote, -1)


@pytest.mark.parametrize("minutes", [4, 6])
def test_progress_within_the_next_five_minutes_votes_against(minutes: int) -> None:
    editor = Editor()
    end_ms = ends_now(editor)
    editor.wait(minutes * 60)
    editor.commit()

    assert gets_ahead(Timeline(editor.events), end_ms) == (-1 if minutes < 5 else 0)


def test_steady_typing_without_errors_votes_against_stuck_and_for_focus() -> None:
    editor = Editor()
    write_steadily(editor, 10)

    timeline, end_ms = Timeline(editor.events), ends_now(editor)
    assert (types_smoothly(timeline, end_ms), types_undisturbed(timeline, end_ms)) == (-1, 1)
    run(editor, failed=1)
    assert types_smoothly(Timeline(editor.events), ends_now(editor)) == 0


def test_who_looks_ahead_says_so_and_the_others_do_not_look() -> None:
    editor = Editor()
    write_steadily(editor, 12)
    end_ms = ends_now(editor)
    for _ in range(6):
        run(editor, failed=1)
        editor.edit()
        editor.leave(2)
    editor.commit()
    before = [event for event in editor.events if event.time_ms <= end_ms]

    for question in QUESTIONS:
        for function in question.functions:
            votes = {function.vote(Timeline(events), end_ms) for events in (before, editor.events)}
            assert function.looks_ahead or len(votes) == 1, function.name


def test_nothing_recorded_gets_no_vote() -> None:
    for question in QUESTIONS:
        assert {each.vote(Timeline([]), 600_000) for each in (*question.functions, *question.own)} == {0}


def test_names_are_unique_and_sentences_are_there() -> None:
    for question in QUESTIONS:
        names = [each.name for each in (*question.functions, *question.own)]
        assert len(set(names)) == len(names)
        assert all(each.sentence and each.looks_at for each in question.functions)
