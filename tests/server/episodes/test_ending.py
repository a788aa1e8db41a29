"""How an episode ended."""

import pytest

from builders.days import Editor, subject
from builders.troubles import after, do, fail, green, run, trouble
from undersong.domain.kind import Kind
from undersong.episodes import Ending, EndKind


def ending(what: str) -> Ending:
    (episode,) = after(trouble(what)).kept
    return episode.ending


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("edit another file", EndKind.EDIT),
        ("edit the same file", EndKind.EDIT),
        ("edit several files", EndKind.EDIT),
        ("install", EndKind.DEPENDENCY),
        ("check out", EndKind.REVERT),
        ("undo", EndKind.REVERT),
        ("let an agent edit", EndKind.ASKED),
        ("configure", EndKind.CONFIG),
        ("build", EndKind.COMMAND),
        ("nothing", EndKind.RERUN),
    ],
)
def test_what_lay_before_the_green_run_is_what_ended_it(what: str, kind: EndKind) -> None:
    assert ending(what).kind is kind


def test_the_last_diff_is_remembered_by_file_size_and_origin() -> None:
    editor = Editor()
    fail(editor)
    fail(editor)
    event = editor.edit(9)
    green(editor)

    (episode,) = after(editor).kept

    (change,) = episode.ending.changes
    assert (change.file, change.origin, change.is_new) == (subject(9), "user", True)
    assert (change.inserted, change.deleted) == (event.data["edit.inserted_chars"], event.data["edit.deleted_chars"])


def test_the_file_that_changed_most_comes_first() -> None:
    editor = Editor()
    fail(editor)
    fail(editor)
    editor.edit(1)
    for _ in range(5):
        editor.edit(2)
    green(editor)

    (episode,) = after(editor).kept

    assert episode.ending.file == subject(2)
    assert [change.file for change in episode.ending.changes] == [subject(2), subject(1)]


def test_a_file_that_was_touched_while_it_failed_is_not_new() -> None:
    assert not ending("edit the same file").changes[0].is_new


def test_only_an_edit_is_about_a_file() -> None:
    assert ending("edit another file").file == subject(9)
    assert ending("undo").file is None
    assert ending("install").file is None


def test_a_command_that_failed_ended_nothing() -> None:
    editor = Editor()
    fail(editor)
    fail(editor)
    editor.happen(Kind.COMMAND_EXECUTED, command__class="lint", command__exit_code=1)
    green(editor)

    (episode,) = after(editor).kept

    assert (episode.ending.kind, episode.ending.commands) == (EndKind.RERUN, ())


def test_an_install_that_failed_ended_nothing_and_one_that_worked_did() -> None:
    def ended(exit_code: int) -> EndKind:
        editor = Editor()
        fail(editor)
        fail(editor)
        run(editor, "install", exit_code)
        green(editor)
        (episode,) = after(editor).kept
        return episode.ending.kind

    assert (ended(1), ended(0)) == (EndKind.RERUN, EndKind.DEPENDENCY)


def test_an_edit_of_git_is_nobodys_edit() -> None:
    editor = Editor()
    fail(editor)
    fail(editor)
    do(editor, "check out")
    green(editor)

    (episode,) = after(editor).kept

    assert episode.ending.changes == ()
