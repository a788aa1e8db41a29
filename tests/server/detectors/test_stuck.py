import pytest

from builders.events import command, edit, run_tests
from builders.models import RuleModel, streak_model
from undersong.detectors.base import Own
from undersong.detectors.stuck import LEAST_STREAK, Stuck
from undersong.domain.event import Event
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.features.rolling import Rolling
from undersong.inference.onnx import OnnxModel
from undersong.registry.manifest import read_release
from undersong.registry.shipped import shipped_folder

SAME = "a" * 8


@pytest.fixture(scope="module")
def shipped() -> Stuck:
    return Stuck(OnnxModel(read_release(shipped_folder() / "stuck")))


def verdict_after(stuck: Stuck, *events: Event) -> Verdict:
    rolling = Rolling()
    for item in events:
        rolling.feed(item)
    *_, last = (rolling.close(end_ms) for end_ms in rolling.due(2**53))
    return stuck.judge(last)


def in_vain(passed: int, failed: int, times: int, signatures: str = SAME) -> list[Event]:
    return [run_tests(25 * n, passed, failed, signatures) for n in range(times)]


@pytest.mark.parametrize("times", [3, 4, 5])
def test_a_command_that_fails_three_times_is_stuck(shipped: Stuck, times: int) -> None:
    verdict = verdict_after(shipped, *(command(25 * n) for n in range(times)))

    assert verdict.state is State.STUCK
    assert verdict.probability > shipped.enter
    assert verdict.weights[0] == ("fail_streak", times)


REPEATING = {"fail_streak": 4.0, "same_error_streak": 3.0, "no_progress_seconds": 300.0}


@pytest.mark.parametrize(
    ("probability", "cut_off", "state"),
    [(0.4, None, State.STUCK), (0.4, 0.5, State.STEADY), (0.85, 0.86, State.STEADY), (0.9, 0.86, State.STUCK)],
)
def test_a_persons_own_cut_off_binds_what_repeats_too(probability: float, cut_off: float | None, state: State) -> None:
    stuck = Stuck(RuleModel("stuck", ("fail_streak",), lambda _: probability, enter=0.45))
    stuck.own = Own(enter=cut_off)

    assert stuck.judge(Window(20_000, 1, REPEATING)).state is state


def test_edits_between_the_failing_runs_change_nothing(shipped: Stuck) -> None:
    events = [item for n in range(3) for item in (edit(30 * n), command(30 * n + 15))]

    assert verdict_after(shipped, *events).state is State.STUCK


@pytest.mark.parametrize(("passed", "failed"), [(12, 1), (11, 1), (1, 2), (0, 1), (30, 5)])
def test_five_runs_in_vain_are_stuck_however_many_tests_there_are(shipped: Stuck, passed: int, failed: int) -> None:
    assert verdict_after(shipped, *in_vain(passed, failed, 5)).state is State.STUCK


def test_the_probability_rises_with_every_run_in_vain(shipped: Stuck) -> None:
    said = [verdict_after(shipped, *in_vain(12, 1, times)).probability for times in range(1, 9)]

    assert said == sorted(said)
    assert said[-1] > said[0] + 0.1


def test_two_failing_runs_are_no_pattern(shipped: Stuck) -> None:
    assert verdict_after(shipped, *in_vain(0, 1, LEAST_STREAK - 1)).state is State.STEADY


def test_a_passing_run_ends_it(shipped: Stuck) -> None:
    verdict = verdict_after(shipped, *in_vain(12, 1, 6), run_tests(200, 13, 0))

    assert verdict.state is State.STEADY
    assert verdict.probability < shipped.leave


def test_mending_broken_tests_one_by_one_is_not_stuck(shipped: Stuck) -> None:
    mending = [run_tests(60 * n, 8 + n, 5 - n, SAME) for n in range(4)]

    assert verdict_after(shipped, *mending).state is State.STEADY


def test_a_run_with_a_new_passing_test_ends_it_although_others_fail(shipped: Stuck) -> None:
    assert verdict_after(shipped, *in_vain(10, 3, 6)).state is State.STUCK
    assert verdict_after(shipped, *in_vain(10, 3, 6), run_tests(200, 11, 2, SAME)).state is State.STEADY


def test_without_runs_there_is_nothing_to_judge(shipped: Stuck) -> None:
    verdict = verdict_after(shipped, edit(0), edit(30))

    assert (verdict.state, verdict.probability) == (State.STEADY, 0.0)


def test_what_sets_the_scene_is_no_reason(shipped: Stuck) -> None:
    names = [name for name, _ in verdict_after(shipped, *in_vain(12, 1, 5)).weights]

    assert names[0] == "fail_streak"
    assert "best_share" not in names


def test_it_is_over_when_the_latest_run_brought_something_new() -> None:
    stuck = Stuck(streak_model())

    assert stuck.is_over(Window(0, 1, {"fail_streak": 0.0}))
    assert not stuck.is_over(Window(0, 1, {"fail_streak": 1.0}))
    assert not stuck.is_over(Window(0, 1, {}))
