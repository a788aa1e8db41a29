from builders.events import command, edit, event, move, run_tests, window_focus
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
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
