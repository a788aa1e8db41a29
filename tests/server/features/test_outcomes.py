import pytest

from builders.events import command, event, run_tests
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.features.meter import Values
from undersong.features.outcomes import Outcomes

HOUR_MS = 3_600_000


def measured(*events: Event, active_ms: int = HOUR_MS) -> Values:
    outcomes = Outcomes()
    for item in events:
        outcomes.take(item)
    return outcomes.values(active_ms)


def error(seconds: float, **data: str) -> Event:
    return event(Kind.ERROR_OCCURRED, seconds, data={"error.state": "appeared", **data})


def commit(seconds: float, kind: str = "commit") -> Event:
    return event(Kind.COMMIT_CREATED, seconds, data={"commit.kind": kind})


def saved(seconds: float) -> Event:
    return event(Kind.FILE_SAVED, seconds)


def unshown(seconds: float, failed: int) -> Event:
    return run_tests(seconds, 5, failed, **{"test.via": "cache"})


def test_runs_are_counted_and_shared_out_by_outcome() -> None:
    values = measured(run_tests(0, 5, 0), run_tests(60, 4, 1), run_tests(120, 5, 0))

    assert values["test_run_count"] == 3
    assert values["test_pass_share"] == pytest.approx(2 / 3)


def test_a_run_of_unknown_outcome_counts_and_passes_nothing() -> None:
    values = measured(run_tests(0, None, None, outcome="unknown"))

    assert (values["test_run_count"], values["test_pass_share"]) == (1, None)


def test_a_watcher_counts_where_its_outcome_changes() -> None:
    runs = [item for n, failed in enumerate((1, 1, 1, 0, 0)) for item in (saved(60 * n), unshown(60 * n + 5, failed))]

    assert measured(*runs)["test_run_count"] == 2


def test_a_run_again_without_a_save_is_no_watchers() -> None:
    assert measured(saved(0), unshown(5, 1), unshown(60, 1))["test_run_count"] == 2


def test_the_same_outcome_in_a_terminal_counts_each_time() -> None:
    assert measured(*(run_tests(60 * n, 5, 1, **{"test.via": "terminal"}) for n in range(4)))["test_run_count"] == 4


def test_errors_and_failures_stand_beside_runs_and_builds() -> None:
    values = measured(error(0), command(10, 1, "build"), command(60, 0, "build"), run_tests(120, 4, 1))

    assert values["error_rate"] == 3 / (3 + 1)
    assert values["errors_per_hour"] == 3


@pytest.mark.parametrize("code", [0, 1])
def test_a_command_and_its_report_are_one_run(code: int) -> None:
    assert measured(command(0, code), run_tests(1, 4, 1))["error_rate"] == 1 / 2
    assert measured(run_tests(0, 4, 1), command(1, code))["error_rate"] == 1 / 2


def test_warnings_cleared_errors_and_runs_stopped_by_hand_are_no_errors() -> None:
    gone = error(0, **{"error.state": "cleared"})

    assert measured(gone, error(1, **{"error.severity": "warning"}), command(2, 130))["error_rate"] == 0


def test_without_runs_errors_still_weigh() -> None:
    assert measured(error(0), error(9))["error_rate"] == 2


def test_a_commit_weighs_two_and_other_git_one_half_each() -> None:
    assert measured(commit(0), command(60, 0, "git"), commit(300, "checkout"))["git_activity"] == 2


def test_the_command_that_makes_a_commit_is_no_second_thing() -> None:
    assert measured(command(0, 0, "git"), commit(3))["git_activity"] == 1
    assert measured(commit(0), command(1, 0, "git"))["git_activity"] == 1
    assert measured(commit(0), command(1, 0, "git"), command(2, 0, "git"))["git_activity"] == 1.5


@pytest.mark.parametrize("kind", ["rebase", "amend"])
def test_a_storm_is_one_move(kind: str) -> None:
    assert measured(*(commit(2 * n, kind) for n in range(40)))["git_activity"] == 0.5


def test_commits_in_quick_turn_each_count() -> None:
    assert measured(commit(0), commit(20), commit(40))["git_activity"] == 3


def test_rates_of_a_few_minutes_are_not_known() -> None:
    values = measured(commit(0), error(0), active_ms=299_999)

    assert values["git_activity"] is values["errors_per_hour"] is None


def test_fields_of_the_wrong_kind_raise_nothing() -> None:
    bare = [
        event(kind, n, data={}) for n, kind in enumerate((Kind.TEST_RUN, Kind.COMMAND_EXECUTED, Kind.COMMIT_CREATED))
    ]

    assert measured(*bare, event(Kind.ERROR_OCCURRED, 9, data={}))["test_run_count"] == 1
