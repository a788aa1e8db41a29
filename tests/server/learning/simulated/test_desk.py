"""What an editor would report."""

import random

from undersong.domain.kind import Kind
from undersong.features.runs import Run
from undersong.features.trials import run_of_report
from undersong.learning.simulated.desk import DEBUG_ENDS_MS, Desk
from undersong.learning.simulated.developer import ORIGIN_MS


def made() -> Desk:
    desk = Desk("simulated7", 60, random.Random(7))
    desk.sit_down(ORIGIN_MS, is_first=True)
    return desk


def kinds(desk: Desk, *done: str, gap_ms: int = 1_000) -> list[str]:
    return [e.kind for n, kind in enumerate(done) for e in desk.does(kind, ORIGIN_MS + n * gap_ms)]


def test_steps_of_a_debugger_are_not_seen_but_its_begin_and_end_are() -> None:
    seen = kinds(made(), "debug_started", "debug_step", "debug_step", "cursor_moved", "file_modified")

    assert seen == [Kind.DEBUG_STARTED, Kind.CURSOR_MOVED, Kind.DEBUG_ENDED, Kind.FILE_MODIFIED]


def test_a_debugger_that_is_left_alone_is_ended() -> None:
    seen = kinds(made(), "debug_step", "cursor_moved", gap_ms=DEBUG_ENDS_MS + 1)

    assert seen == [Kind.DEBUG_STARTED, Kind.DEBUG_ENDED, Kind.CURSOR_MOVED]


def test_who_gets_up_leaves_no_debugger_running() -> None:
    desk = made()
    desk.does("debug_started", ORIGIN_MS)

    assert [event.kind for event in desk.get_up(ORIGIN_MS + 1)] == [Kind.DEBUG_ENDED, Kind.SESSION_ENDED]


def test_the_first_command_after_an_edit_is_a_save() -> None:
    assert kinds(made(), "file_modified", "command_executed") == [Kind.FILE_MODIFIED, Kind.FILE_SAVED]


def test_tool_windows_are_not_seen() -> None:
    assert kinds(made(), "tool_window", "tool_window") == []


def test_the_window_is_left_and_come_back_to_in_turn() -> None:
    desk = made()
    events = [event for n in range(4) for event in desk.does("focus_changed", ORIGIN_MS + n)]

    assert [event.data["focus.gained"] for event in events] == [False, True, False, True]


def test_a_test_run_is_read_back_as_it_was() -> None:
    run = Run(0, 8, 4, 0, frozenset({"0a1b2c3d"}))

    (event,) = made().runs(run, ORIGIN_MS, 2.5, is_test=True)

    assert run_of_report(event) == Run(ORIGIN_MS, 8, 4, 0, frozenset({"0a1b2c3d"}))
    assert event.data["test.duration_ms"] == 2500


def test_a_build_tells_its_exit_code_alone() -> None:
    (event,) = made().runs(Run(0, 8, 4), ORIGIN_MS, 2.5, is_test=False)

    assert (event.kind, event.data["command.class"], event.data["command.exit_code"]) == (
        Kind.COMMAND_EXECUTED,
        "build",
        1,
    )
