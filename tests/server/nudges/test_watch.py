"""What the moment is, told from events."""

import pytest

from builders.days import MINUTE_MS, Editor
from undersong.domain.kind import Kind, Origin
from undersong.nudges.watch import Watch


def moment_after(editor: Editor, seconds: float = 0.0):
    watch = Watch()
    watch.feed(editor.events)
    return watch.moment(editor.now_ms + int(seconds * 1000))


def test_a_run_that_ended_is_a_boundary_until_it_is_read() -> None:
    editor = Editor()
    editor.run_tests(11, 1)

    assert moment_after(editor, 1).boundary_ms == editor.now_ms
    assert moment_after(editor, 119).boundary_ms is not None
    assert moment_after(editor, 121).boundary_ms is None


def test_typing_ends_a_boundary() -> None:
    editor = Editor()
    editor.run_tests(11, 1)
    editor.wait(3)
    editor.edit()

    assert moment_after(editor, 10).boundary_ms is None


@pytest.mark.parametrize(
    ("command", "is_boundary"), [("test", True), ("build", True), ("run", True), ("git", False), ("navigate", False)]
)
def test_of_commands_those_that_run_the_code_are_boundaries(command: str, is_boundary: bool) -> None:
    editor = Editor()
    editor.happen(Kind.COMMAND_EXECUTED, command__class=command)

    assert (moment_after(editor, 1).boundary_ms is not None) is is_boundary


@pytest.mark.parametrize(("pause", "is_boundary"), [(14, False), (15, True)])
def test_a_save_is_one_when_the_hands_rested_before(pause: int, is_boundary: bool) -> None:
    editor = Editor()
    editor.edit()
    editor.wait(pause)
    editor.happen(Kind.FILE_SAVED, 0)

    assert (moment_after(editor, 1).boundary_ms is not None) is is_boundary


@pytest.mark.parametrize(("seconds", "is_boundary"), [(59, False), (60, True), (181, False)])
def test_coming_back_is_one_after_a_minute(seconds: int, is_boundary: bool) -> None:
    editor = Editor()
    editor.leave(1)

    assert (moment_after(editor, seconds).boundary_ms is not None) is is_boundary


def test_a_commit_is_one() -> None:
    editor = Editor()
    editor.commit()

    assert moment_after(editor, 1).boundary_ms == editor.now_ms


def test_typing_is_busy_for_five_seconds() -> None:
    editor = Editor()
    editor.edit()

    assert moment_after(editor, 4).is_busy
    assert not moment_after(editor, 5).is_busy


def test_an_agent_that_writes_is_not_interrupted_and_a_formatter_is_no_one() -> None:
    busy = {}
    for origin in (Origin.AGENT, Origin.FORMAT, Origin.GIT):
        editor = Editor()
        editor.edit(origin=origin)
        busy[origin] = moment_after(editor, 1).is_busy

    assert busy == {Origin.AGENT: True, Origin.FORMAT: False, Origin.GIT: False}


def test_after_five_minutes_away_the_thread_has_to_be_found_again() -> None:
    editor = Editor()
    editor.edit()
    editor.wait(301)
    editor.run_tests(1, 1)

    assert moment_after(editor, 60).is_busy
    assert not moment_after(editor, 300).is_busy


def test_opening_the_editor_is_no_return() -> None:
    editor = Editor()
    editor.happen(Kind.SESSION_STARTED, session__reason="opened")
    assert not moment_after(editor, 10).is_busy

    editor.happen(Kind.SESSION_STARTED, session__reason="resumed")
    assert moment_after(editor, 10).is_busy


@pytest.mark.parametrize("end", [Kind.DEBUG_ENDED, Kind.SESSION_ENDED])
def test_a_debugger_runs_until_it_or_the_session_ends(end: Kind) -> None:
    editor = Editor()
    editor.happen(Kind.DEBUG_STARTED)
    assert moment_after(editor, 60).is_debugging

    editor.wait(60)
    editor.happen(end)
    assert not moment_after(editor, 60).is_debugging


def test_the_day_is_the_persons_own() -> None:
    editor = Editor(utcoffset_minutes=-480)
    editor.edit()

    moment = moment_after(editor)

    assert (moment.utcoffset_minutes, moment.first_event_ms) == (-480, editor.now_ms)


def test_what_the_daemon_writes_itself_is_nobodys_doing() -> None:
    from dataclasses import replace

    editor = Editor()
    editor.edit()
    editor.wait(10 * MINUTE_MS / 1000)
    editor.events[-1:] = [editor.events[-1], replace(editor.commit(), source="daemon/0")]
    watch = Watch()

    watch.feed(event for event in editor.events if event.kind != Kind.COMMIT_CREATED or event.source == "daemon/0")

    assert watch.moment(editor.now_ms).boundary_ms is None
