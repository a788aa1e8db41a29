"""The rule to beat."""

from builders.simulated import acts
from undersong.learning.simulated.naive import blocks, naive_alarms


def test_fifty_events_of_looking_and_stepping_alarm() -> None:
    looking = acts(["cursor_moved", "debug_step"] * 25)

    assert naive_alarms(looking) == [looking[-1].time_ms]


def test_two_edits_among_fifty_do_not() -> None:
    assert naive_alarms(acts(["file_modified"] * 2 + ["cursor_moved"] * 48)) == []
    assert len(naive_alarms(acts(["file_modified"] + ["cursor_moved"] * 49))) == 1


def test_commands_are_no_searching() -> None:
    assert naive_alarms(acts(["command_executed"] * 11 + ["cursor_moved"] * 39)) == []


def test_a_part_of_a_block_and_the_edges_of_sessions_do_not_count() -> None:
    assert naive_alarms(acts(["session"] * 30 + ["cursor_moved"] * 49)) == []


def test_a_block_tells_its_shares() -> None:
    ((_, edits, navigation, debugging),) = blocks(
        acts(["file_modified"] * 10 + ["tool_window"] * 15 + ["debug_started"] * 25)
    )

    assert (edits, navigation, debugging) == (0.2, 0.3, 0.5)
