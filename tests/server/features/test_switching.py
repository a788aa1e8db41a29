from builders.events import edit, event, move, window_focus
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.features.switching import Switching

HOUR_MS = 3_600_000


def switches(*events: Event, active_ms: int = HOUR_MS) -> float | None:
    switching = Switching()
    for item in events:
        switching.take(item)
    return switching.values(active_ms)["context_switches"]


def visits(names: str) -> list[Event]:
    return [move(5 * n, subject=name * 16) for n, name in enumerate(names)]


def test_leaving_the_window_is_a_switch_once() -> None:
    assert switches(window_focus(0, gained=False), window_focus(60, gained=True)) == 1
    assert switches(window_focus(0, gained=False), window_focus(1, gained=False)) == 1


def test_a_hop_through_a_dialog_or_to_our_next_window_is_none() -> None:
    assert switches(window_focus(0, gained=False), window_focus(1.5, gained=True)) == 0


def test_the_editors_own_terminal_is_no_other_program() -> None:
    assert switches(event(Kind.FOCUS_CHANGED, 0, data={"focus.target": "terminal", "focus.gained": True})) == 0


def test_a_file_among_the_last_three_is_no_switch() -> None:
    assert switches(*visits("abcabcabc")) == 2
    assert switches(*visits("abcdabcd")) == 7


def test_what_an_agent_or_git_touches_was_not_visited() -> None:
    agent = edit(1, origin=Origin.AGENT, subject="b" * 16)

    assert switches(*visits("a"), agent, edit(2, origin=Origin.GIT, subject="c" * 16)) == 0


def test_the_rate_is_per_active_hour_and_unknown_for_a_moment() -> None:
    assert switches(window_focus(0, gained=False), active_ms=HOUR_MS // 4) == 4
    assert switches(window_focus(0, gained=False), active_ms=60_000) is None
