import pytest

from builders.events import START_MS, command, event, run_tests
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.window import STEP_MS
from undersong.features.runs import RunHistory
from undersong.features.trials import LOOK_BACK_MS, Trials

A, B = "a" * 8, "b" * 8


def features_of(*events: Event, at_seconds: float = 600) -> dict[str, float | None]:
    trials = Trials()
    for item in events:
        if item.kind in trials.kinds:
            trials.take(item, 0)
    return trials.close(START_MS + int(at_seconds * 1000))


def test_a_failing_command_without_a_report_is_a_run() -> None:
    features = features_of(command(0), command(30), command(60))

    assert (features["fail_streak"], features["same_error_streak"]) == (3, 2)


@pytest.mark.parametrize("word", ["test", "build", "run"])
def test_tests_builds_and_programs_count(word: str) -> None:
    assert features_of(command(0, 2, word))["fail_streak"] == 1


@pytest.mark.parametrize("word", ["git", "install", "search", "other"])
def test_other_commands_do_not_count(word: str) -> None:
    assert features_of(command(0, 1, word))["fail_streak"] is None


@pytest.mark.parametrize("code", [130, 143, None])
def test_a_run_stopped_by_hand_or_without_an_exit_code_does_not_count(code: int | None) -> None:
    assert features_of(command(0, code))["runs"] is None


def test_a_report_and_its_command_are_one_run_whichever_comes_first() -> None:
    report_first = features_of(run_tests(0, 9, 1, A), command(1), run_tests(60, 9, 1, A), command(61))
    command_first = features_of(command(0), run_tests(1, 9, 1, A), command(60), run_tests(61, 9, 1, A))

    assert report_first | {"no_progress_seconds": 0} == command_first | {"no_progress_seconds": 0}
    assert report_first["runs"] == 2


def test_two_reports_close_together_are_two_runs() -> None:
    assert features_of(run_tests(0, 9, 1), run_tests(1, 9, 1))["runs"] == 2


def test_a_build_that_succeeds_says_nothing_about_failing_tests() -> None:
    assert features_of(command(0), command(30), command(40, 0, "build"))["fail_streak"] == 2


def test_a_program_that_works_again_ends_its_own_failures() -> None:
    assert features_of(command(0, 1, "run"), command(30, 1, "run"), command(60, 0, "run"))["fail_streak"] == 0


def test_where_counts_were_not_read_the_outcome_counts_as_one_test() -> None:
    features = features_of(run_tests(0, None, None, outcome="failed"), run_tests(9, None, None, outcome="failed"))

    assert (features["failed_last"], features["passed_share"], features["fail_streak"]) == (1, 0, 2)


def test_an_unknown_outcome_without_counts_is_no_run() -> None:
    assert features_of(run_tests(0, None, None, outcome="unknown"))["runs"] is None


def test_runs_are_forgotten_after_half_an_hour() -> None:
    late = (LOOK_BACK_MS + STEP_MS) / 1000

    assert features_of(command(0), command(30), at_seconds=late)["runs"] == 1
    assert features_of(command(0), at_seconds=late)["runs"] is None


def test_live_runs_give_what_the_recipe_reckons_from_the_same_runs() -> None:
    outcomes = [(10, 0, ""), (7, 3, f"{A} {B}"), (8, 2, A), (8, 2, A), (6, 4, B), (8, 2, f"{A} {B}"), (9, 1, A)]
    events = [run_tests(60 * n, passed, failed, names) for n, (passed, failed, names) in enumerate(outcomes)]
    history = RunHistory()
    for item in events:
        run = run_of(item)
        history.add(run)

    assert features_of(*events) == {**history.features(), "no_progress_seconds": 0}


def run_of(item: Event):  # type: ignore[no-untyped-def]
    from undersong.features.runs import Run

    data = item.data
    names = frozenset(data["test.signatures"].split())
    return Run(item.time_ms, data["test.passed"], data["test.failed"], 0, names)


def test_a_run_that_did_not_build_has_errors_and_no_tests() -> None:
    features = features_of(run_tests(0, None, None, A, outcome="failed", errors=2))

    assert (features["errors_last"], features["broken_streak"], features["failed_last"]) == (2, 1, None)


def test_other_kinds_of_event_are_not_asked_for() -> None:
    assert event(Kind.FILE_SAVED, 0).kind not in Trials().kinds


@pytest.mark.parametrize(
    ("passed", "seconds"),
    [
        ((10, 7), 540),
        ((10, 7, 7, 6), 540),
        ((10, 7, 8, 8), 480),
        ((10, 7, 8), 0),
        ((10, 7, 10), 0),
        ((10, 7, 10, 9, 9), 420),
    ],
)
def test_time_without_progress_runs_from_the_first_failure_or_the_latest_new_best(
    passed: tuple[int, ...], seconds: float
) -> None:
    events = [run_tests(60 * n, number, 10 - number) for n, number in enumerate(passed)]

    assert features_of(*events, at_seconds=600)["no_progress_seconds"] == seconds


def test_without_a_run_nothing_tells_of_progress() -> None:
    assert features_of()["no_progress_seconds"] is None


def test_no_fields_of_the_wrong_kind_make_a_run() -> None:
    odd = {"test.passed": "many", "test.failed": None, "test.errors": [], "test.outcome": {}, "test.exit_code": "1"}

    assert features_of(event(Kind.TEST_RUN, 0, data=odd))["runs"] is None
    assert (
        features_of(event(Kind.COMMAND_EXECUTED, 0, data={"command.class": [], "command.exit_code": []}))["runs"]
        is None
    )
