from builders.events import SECOND_MS, START_MS, command, edit, event, move, run_tests, window_focus
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.window import SPAN_MS, closing_after
from undersong.features.activity import Activity
from undersong.features.meter import Values

END_MS = 2**42


def closed(*events: Event) -> Values:
    activity = Activity()
    for item in events:
        activity.take(item, END_MS)
    return activity.close(END_MS)


def test_shares_are_of_all_actions() -> None:
    values = closed(edit(0), move(1), move(2), window_focus(3, gained=False), event(Kind.DEBUG_STARTED, 4))

    assert values["actions"] == 5
    assert (values["edit_share"], values["navigation_share"], values["focus_share"]) == (0.2, 0.4, 0.2)
    assert values["debug_share"] == 0.2


def test_commands_and_test_runs_are_one_group() -> None:
    assert closed(command(0), run_tests(1, 5, 0))["command_share"] == 1


def test_going_to_another_editor_is_navigation() -> None:
    another = event(Kind.FOCUS_CHANGED, 0, data={"focus.target": "editor", "focus.gained": True})

    assert closed(another)["navigation_share"] == 1


def test_without_actions_no_share_is_known() -> None:
    values = closed()

    assert values["actions"] == 0
    assert values["edit_share"] is None


def test_what_agents_formatters_and_git_edit_is_no_action() -> None:
    edits = [edit(0, origin=origin) for origin in (Origin.AGENT, Origin.FORMAT, Origin.GIT)]

    assert closed(*edits)["actions"] == 0


def test_commits_and_amends_count_and_checkouts_do_not() -> None:
    made = [
        event(Kind.COMMIT_CREATED, n, data={"commit.kind": kind})
        for n, kind in enumerate(("commit", "amend", "checkout"))
    ]

    assert closed(*made)["commits"] == 2


def lived(events: list[Event], end_ms: int) -> Values:
    activity = Activity()
    for item in events:
        activity.take(item, closing_after(item.time_ms))
    return activity.close(end_ms)


def test_a_change_is_beside_the_ten_minutes_before() -> None:
    before = [edit(1), edit(2), edit(3), move(4)]
    now = [edit(601), move(602), event(Kind.DEBUG_STARTED, 603), window_focus(604, gained=False)]

    values = lived([*before, *now], START_MS + 2 * SPAN_MS)

    assert (values["edit_share_change"], values["navigation_share_change"]) == (-0.5, 0)
    assert (values["debug_share_change"], values["focus_share_change"]) == (0.25, 0.25)


def test_a_change_needs_both_sides() -> None:
    assert lived([edit(1)], START_MS + SPAN_MS)["edit_share_change"] is None
    assert lived([edit(1)], START_MS + 2 * SPAN_MS)["edit_share_change"] is None


def test_the_last_fifty_actions_may_be_older_than_ten_minutes_but_not_than_thirty() -> None:
    events = [*(move(n) for n in range(60)), *(edit(1000 + n) for n in range(10))]

    values = lived(events, START_MS + 1_020 * SECOND_MS)

    assert (values["edit_share_last50"], values["navigation_share_last50"]) == (0.2, 0.8)
    assert lived(events, START_MS + 1_860 * SECOND_MS)["edit_share_last50"] == 1
    assert lived(events, START_MS + 4_000 * SECOND_MS)["edit_share_last50"] is None
