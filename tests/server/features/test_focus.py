import pytest

from builders.events import START_MS, command, edit, event, run_tests, window_focus
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.focus import Focus, is_trouble
from undersong.features.meter import Values


def closed(*events: Event, at_seconds: float = 300) -> Values:
    focus, end_ms = Focus(), START_MS + int(at_seconds * 1000)
    for item in events:
        focus.take(item, end_ms)
    return focus.close(end_ms)


def test_leaving_the_window_counts() -> None:
    assert closed(window_focus(0, gained=False), window_focus(9, gained=True))["focus_losses"] == 1


def test_going_to_the_terminal_is_no_leaving() -> None:
    terminal = event(Kind.FOCUS_CHANGED, 0, data={"focus.target": "terminal", "focus.gained": False})

    assert closed(terminal)["focus_losses"] == 0


def test_leaving_within_a_minute_of_trouble_is_looking_for_help() -> None:
    soon = closed(run_tests(0, 3, 1), window_focus(50, gained=False))
    later = closed(run_tests(0, 3, 1), window_focus(70, gained=False))

    assert (soon["help_leaves"], later["help_leaves"]) == (1, 0)


def test_resumption_is_the_time_from_a_return_to_the_first_edit() -> None:
    away = [window_focus(0, gained=False), window_focus(100, gained=True)]

    assert closed(*away, edit(145))["resumption_seconds"] == 45
    assert closed(*away, edit(145), edit(200))["resumption_seconds"] == 45


def test_resumption_grows_while_nothing_is_edited() -> None:
    assert closed(window_focus(0, gained=False), window_focus(100, gained=True))["resumption_seconds"] == 200


def test_a_glance_elsewhere_needs_no_finding_back_in() -> None:
    assert closed(window_focus(0, gained=False), window_focus(10, gained=True))["resumption_seconds"] is None


def test_a_new_session_needs_finding_back_in() -> None:
    assert closed(event(Kind.SESSION_STARTED, 0), edit(30))["resumption_seconds"] == 30


def test_what_an_agent_edits_is_no_resumption() -> None:
    assert closed(event(Kind.SESSION_STARTED, 0), edit(30, origin=Origin.AGENT))["resumption_seconds"] == 300


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (command(0, 1), True),
        (command(0, 0), False),
        (command(0, None), False),
        (run_tests(0, 5, 0), False),
        (event(Kind.ERROR_OCCURRED, 0, data={"error.state": "appeared"}), True),
        (event(Kind.ERROR_OCCURRED, 0, data={"error.state": "cleared"}), False),
        (event(Kind.ERROR_OCCURRED, 0, data={"error.state": "appeared", "error.severity": "warning"}), False),
    ],
)
def test_trouble_is_what_does_not_work(told: Event, wanted: bool) -> None:
    assert is_trouble(told) is wanted


def test_the_grace_after_a_return_is_told_for_ten_minutes() -> None:
    away = [window_focus(0, gained=False), window_focus(100, gained=True)]

    assert closed(*away, at_seconds=160)["since_return_seconds"] == 60
    assert closed(*away, at_seconds=700)["since_return_seconds"] is None
