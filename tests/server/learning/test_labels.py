"""What votes and a person's own word make of a window."""

import pytest

from builders.days import MINUTE_MS, Editor
from builders.lessons import a_session, run, windows_of, write_steadily
from undersong.domain.kind import Kind
from undersong.domain.window import Window, closing_after
from undersong.learning import labels
from undersong.learning.labels import Label, combined, label_windows
from undersong.learning.timeline import Timeline


def ends_now(editor: Editor) -> int:
    return closing_after(editor.now_ms)


def test_five_runs_and_ten_minutes_without_a_new_best_are_a_streak() -> None:
    editor = Editor()
    for _ in range(6):
        run(editor, failed=1)
        editor.wait(150)

    assert labels.lf1_streak(Timeline(editor.events), ends_now(editor)) == 1
    assert labels.lf1_streak(Timeline(editor.events[:4]), ends_now(editor)) == 0


def test_the_same_error_three_times_with_edits_between_votes_for_stuck() -> None:
    editor = Editor()
    for _ in range(3):
        editor.edit()
        editor.wait(20)
        run(editor, failed=1)
        editor.wait(20)

    assert labels.lf2_same_error(Timeline(editor.events), ends_now(editor)) == 1
    assert labels.lf2_same_error(Timeline(editor.events), ends_now(editor) + 11 * MINUTE_MS) == 0


def test_two_returns_to_an_earlier_text_vote_for_stuck() -> None:
    editor = Editor()
    for digest in ("a", "b", "a", "b"):
        editor.happen(Kind.FILE_SAVED, 0, file__digest=digest)
        editor.wait(30)

    assert labels.lf3_revisits(Timeline(editor.events), ends_now(editor)) == 1


def test_long_debugging_without_an_edit_votes_for_stuck() -> None:
    editor = Editor()
    editor.happen(Kind.DEBUG_STARTED)
    editor.wait(400)
    editor.happen(Kind.DEBUG_ENDED)

    assert labels.lf4_debugging(Timeline(editor.events), ends_now(editor)) == 1


@pytest.mark.parametrize(("is_green", "vote"), [(False, 1), (True, 0)])
def test_going_back_after_work_in_vain_votes_for_stuck(is_green: bool, vote: int) -> None:
    editor = Editor()
    write_steadily(editor, 4.5)
    editor.wait(600)
    if is_green:
        run(editor, failed=0)
    editor.happen(Kind.COMMIT_CREATED, commit__kind="checkout")

    assert labels.lf5_went_back(Timeline(editor.events), ends_now(editor)) == vote


def test_leaving_four_times_after_errors_votes_for_stuck() -> None:
    editor = Editor()
    for _ in range(4):
        run(editor, failed=1)
        editor.leave(1)

    assert labels.lf6_help(Timeline(editor.events), ends_now(editor)) == 1


@pytest.mark.parametrize("minutes", [4, 6])
def test_progress_within_the_next_five_minutes_votes_against(minutes: int) -> None:
    editor = Editor()
    end_ms = ends_now(editor)
    editor.wait(minutes * 60)
    editor.commit()

    assert labels.lf7_progress_ahead(Timeline(editor.events), end_ms) == (-1 if minutes < 5 else 0)


def test_steady_typing_without_errors_votes_against() -> None:
    editor = Editor()
    write_steadily(editor, 10)

    assert labels.lf8_smooth(Timeline(editor.events), ends_now(editor)) == -1
    run(editor, failed=1)
    assert labels.lf8_smooth(Timeline(editor.events), ends_now(editor)) == 0


def test_votes_that_cancel_out_label_nothing() -> None:
    assert combined(0, [1, -1]) is None
    assert combined(0, [0, 0]) is None


def test_a_label_from_votes_is_weak_and_ones_own_word_weighs_five_times_as_much() -> None:
    voted, said = combined(0, [1]), combined(1, [-1, -1])

    assert voted == Label(1.0, 0.2, is_weak=True)
    assert said == Label(1.0, 1.0, is_weak=False)


@pytest.mark.parametrize(
    ("minutes_later", "label"),
    [(-2, None), (0, 1.0), (9, 1.0), (11, None)],
    ids=["said before", "said now", "said soon after", "said much later"],
)
def test_a_self_report_speaks_of_the_ten_minutes_before(minutes_later: int, label: float | None) -> None:
    editor = Editor()
    editor.wait(600)
    window = Window(ends_now(editor), 1, {})
    editor.wait(minutes_later * 60)
    editor.happen(Kind.SELF_REPORT, report__state="stuck")

    found = label_windows([window], editor.events)["stuck"].get(window.end_ms)

    assert (found.value if found else None) == label


@pytest.mark.parametrize(("answer", "label"), [("helpful", 1.0), ("wrong", 0.0), ("not_now", None)])
def test_an_answer_to_a_nudge_is_an_own_word(answer: str, label: float | None) -> None:
    editor = Editor()
    window = Window(ends_now(editor), 1, {})
    editor.nudge(answer)

    found = label_windows([window], editor.events)["stuck"].get(window.end_ms)

    assert (found.value if found else None) == label
    assert found is None or not found.is_weak


@pytest.mark.parametrize(("word", "label"), [("focused", 1.0), ("stuck", 0.0), ("fine", None)])
def test_focus_has_its_own_words(word: str, label: float | None) -> None:
    editor = Editor()
    window = Window(ends_now(editor), 1, {})
    editor.happen(Kind.SELF_REPORT, report__state=word)

    found = label_windows([window], editor.events)["flow"].get(window.end_ms)

    assert (found.value if found else None) == label


def test_an_hour_with_a_hunted_bug_gives_labels_of_both_kinds() -> None:
    editor = Editor()
    a_session(editor)

    found = label_windows(windows_of(editor.events), editor.events)

    assert {label.value for label in found["stuck"].values()} == {0.0, 1.0}
    assert {label.value for label in found["flow"].values()} == {0.0, 1.0}
    assert any(label.is_weak for label in found["stuck"].values())
