"""Failing runs, what is done about them, and the green one, on the small editor of `builders.days`."""

from typing import Any

from builders.days import DAY_MS, Editor
from undersong.domain.kind import Kind, Origin
from undersong.episodes import Episodes

SUM, TAX = "0a1b2c3d", "11111111"


def fail(editor: Editor, tests: str = SUM, minutes: float = 3, **data: Any) -> None:
    """Run tests of which these fail, and let some minutes pass."""
    editor.happen(Kind.TEST_RUN, test__outcome="failed", test__signatures=tests, **data)
    editor.wait(60 * minutes)


def green(editor: Editor) -> None:
    """Run tests that all pass."""
    editor.happen(Kind.TEST_RUN, test__outcome="passed", test__signatures="")
    editor.wait(60)


def run(editor: Editor, command: str, exit_code: int = 0) -> None:
    """Run a command in the terminal."""
    editor.happen(Kind.COMMAND_EXECUTED, command__class=command, command__exit_code=exit_code)
    editor.wait(5)


def do(editor: Editor, what: str) -> None:
    """Do something that may end trouble in file 0."""
    match what:
        case "edit another file":
            editor.edit(9)
        case "edit the same file":
            editor.edit(0)
        case "edit several files":
            editor.edit(0)
            editor.edit(9)
        case "install":
            run(editor, "install")
        case "check out":
            editor.edit(3, Origin.GIT)
            editor.happen(Kind.COMMIT_CREATED, commit__kind="checkout")
        case "undo":
            editor.edit(0, Origin.UNDO)
        case "let an agent edit":
            editor.edit(0, Origin.AGENT)
        case "configure":
            editor.happen(
                Kind.FILE_MODIFIED, 7, Origin.USER, file__language="toml", edit__inserted_chars=9, edit__deleted_chars=0
            )
        case "build":
            run(editor, "build")


def trouble(what: str, runs: int = 3, tests: str = SUM, editor: Editor | None = None, **data: Any) -> Editor:
    """Play failing runs with edits in file 0, what ends them, and the green run."""
    editor = editor or Editor()
    for _ in range(runs):
        editor.edit(0)
        fail(editor, tests, **data)
    do(editor, what)
    green(editor)
    return editor


def a_week_later(editor: Editor) -> None:
    """Let a week pass."""
    editor.now_ms += 7 * DAY_MS


def after(editor: Editor) -> Episodes:
    """Return what was followed and remembered of all that happened."""
    episodes = Episodes()
    for event in editor.events:
        episodes.feed(event)
    return episodes
