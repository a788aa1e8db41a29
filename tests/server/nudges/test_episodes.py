"""What ended the same trouble before."""

import json

import pytest

from builders.days import Editor
from undersong.domain.kind import Kind, Origin
from undersong.nudges.episodes import MOST_KEPT, Episodes


def fail(editor: Editor, signatures: str = "0a1b2c3d") -> None:
    editor.happen(Kind.TEST_RUN, test__outcome="failed", test__signatures=signatures)
    editor.wait(180)


def green(editor: Editor) -> None:
    editor.happen(Kind.TEST_RUN, test__outcome="passed", test__signatures="")
    editor.wait(60)


def do(editor: Editor, ending: str) -> None:
    """Do what ends the trouble."""
    match ending:
        case "other":
            editor.edit(9)
        case "same":
            editor.edit(0)
        case "several":
            editor.edit(0)
            editor.edit(9)
        case "install":
            editor.happen(Kind.COMMAND_EXECUTED, command__class="install")
        case "back":
            editor.edit(3, Origin.GIT)
            editor.happen(Kind.COMMIT_CREATED, commit__kind="checkout")


def trouble(ending: str, runs: int = 3, signatures: str = "0a1b2c3d") -> Editor:
    """Play failing runs with edits in one file, what ends them, and the green run."""
    editor = Editor()
    for _ in range(runs):
        editor.edit(0)
        fail(editor, signatures)
    do(editor, ending)
    green(editor)
    return editor


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("other", "an edit in another file"),
        ("same", "one more edit in the same file"),
        ("several", "edits in several files"),
        ("install", "installing packages"),
        ("back", "going back to an earlier state with git"),
        ("nothing", "running it again, unchanged,"),
    ],
)
def test_when_the_same_fails_again_it_says_what_ended_it_last_time(ending: str, words: str) -> None:
    editor = trouble(ending)
    fail(editor)
    episodes = Episodes()

    for event in editor.events:
        episodes.feed(event)

    assert episodes.before() == f"Last time, {words} ended it after 9 min."


def after(editor: Editor) -> Episodes:
    episodes = Episodes()
    for event in editor.events:
        episodes.feed(event)
    return episodes


def test_new_trouble_has_no_past() -> None:
    editor = trouble("other")
    fail(editor, "ffffffff")

    assert after(editor).before() is None


def test_while_nothing_fails_there_is_nothing_to_say() -> None:
    assert after(trouble("other")).before() is None


def test_half_of_the_smaller_set_is_the_same_trouble() -> None:
    editor = trouble("other", signatures="0a1b2c3d 11111111")
    fail(editor, "11111111 22222222 33333333")

    assert after(editor).before() is not None


def test_one_failing_run_before_a_green_one_is_how_tests_are_worked_with() -> None:
    editor = trouble("other", runs=1)
    fail(editor)

    assert after(editor).before() is None


def test_the_latest_ending_is_told() -> None:
    editor = trouble("other")
    for _ in range(2):
        fail(editor)
    do(editor, "install")
    green(editor)
    fail(editor)

    assert "installing packages" in (after(editor).before() or "")


def test_what_is_remembered_survives_json_and_holds_hashes_alone() -> None:
    editor = trouble("other")
    kept = json.loads(json.dumps(after(editor).as_dict()))
    fail(editor)

    again = Episodes.from_dict(kept)
    again.feed(editor.events[-1])

    assert again.before() is not None
    (episode,) = kept["episodes"]
    assert set(episode) == {"signatures", "ending", "minutes", "runs", "ended_ms"}


def test_the_oldest_are_forgotten() -> None:
    editor = Editor()
    for number in range(MOST_KEPT + 5):
        for _ in range(2):
            fail(editor, f"{number:08x}")
        green(editor)

    assert len(after(editor).as_dict()["episodes"]) == MOST_KEPT
