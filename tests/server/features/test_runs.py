from hypothesis import given
from hypothesis import strategies as st

from undersong.features.runs import RUN_FEATURES, Run, RunHistory


def history_of(*runs: Run, starts_green: bool = False) -> dict[str, float | None]:
    history = RunHistory(starts_green=starts_green)
    for run in runs:
        history.add(run)
    return history.features()


def run(passed: int | None, failed: int | None, errors: int = 0, *signatures: str) -> Run:
    return Run(0, passed, failed, errors, frozenset(signatures))


def test_before_the_first_run_nothing_is_known() -> None:
    assert history_of() == dict.fromkeys(RUN_FEATURES)


def test_the_fail_streak_counts_runs_since_the_last_new_best() -> None:
    features = history_of(run(2, 3), run(4, 1), run(3, 2), run(4, 1))

    assert features["fail_streak"] == 2
    assert features["rises_recent"] == 2
    assert features["best_share"] == 0.8


def test_a_run_that_sets_a_new_best_ends_the_streak_although_tests_still_fail() -> None:
    assert history_of(run(2, 3), run(2, 3), run(3, 2))["fail_streak"] == 0


def test_a_green_run_forgets_what_failed_before_it() -> None:
    failing = [run(2, 3, 0, "a")] * 6

    features = history_of(*failing, run(5, 0))

    assert {name: features[name] for name in ("runs", "fail_streak", "same_error_streak", "error_quotient")} == {
        "runs": 0,
        "fail_streak": 0,
        "same_error_streak": 0,
        "error_quotient": 0,
    }


def test_the_first_failing_run_after_green_is_a_fall_from_all_tests_passing() -> None:
    features = history_of(run(10, 0), run(8, 2))

    assert (features["fail_streak"], features["fall_share"], features["best_share"]) == (1, 0.2, 1.0)


def test_after_green_a_run_that_mends_a_test_is_progress() -> None:
    features = history_of(run(10, 0), run(6, 4), run(6, 4), run(8, 2))

    assert (features["fail_streak"], features["fall_share"]) == (0, 0.2)


def test_code_that_is_taken_to_have_worked_gives_what_a_green_run_before_gives() -> None:
    failing = [run(8, 2, 0, "a"), run(9, 1, 0, "a"), run(9, 1, 0, "b")]

    assert history_of(*failing, starts_green=True) == history_of(run(10, 0), *failing)


def test_the_error_quotient_is_eight_elevenths_for_two_failures_and_one_for_the_same_error() -> None:
    other, same = history_of(run(0, 1, 0, "a"), run(0, 1, 0, "b")), history_of(run(0, 1, 0, "a"), run(0, 1, 0, "a"))

    assert (other["error_quotient"], same["error_quotient"]) == (8 / 11, 1.0)


def test_the_error_quotient_is_the_mean_over_pairs() -> None:
    features = history_of(run(0, 1, 0, "a"), run(0, 1, 0, "a"), run(0, 1))

    assert features["error_quotient"] == 0.5


def test_repeated_error_density_grows_faster_than_the_repeats() -> None:
    densities = [history_of(*[run(0, 1, 0, "a")] * n)["repeated_error_density"] for n in (1, 2, 3, 4)]

    assert densities == [0, 1 / 2, 4 / 3, 9 / 4]


def test_runs_that_do_not_build_have_no_share_of_tests() -> None:
    features = history_of(run(None, None, 3), run(None, None, 2))

    assert (features["broken_streak"], features["errors_last"]) == (2, 2)
    assert features["passed_share"] is features["failed_last"] is features["best_share"] is None


counts = st.one_of(st.none(), st.integers(0, 40))
any_run = st.builds(
    Run, st.just(0), counts, counts, st.integers(0, 5), st.frozensets(st.sampled_from("abcdef"), max_size=3)
)


@given(st.lists(any_run, max_size=30))
def test_shares_lie_between_nothing_and_all(runs: list[Run]) -> None:
    features = history_of(*runs)

    for name in ("error_quotient", "passed_share", "best_share", "fall_share"):
        value = features[name]
        assert value is None or 0 <= value <= 1, name


@given(st.lists(any_run, min_size=1, max_size=30), any_run)
def test_another_run_like_the_last_failing_one_never_shortens_a_streak(runs: list[Run], last: Run) -> None:
    if last.is_green:
        return
    before = history_of(*runs, last)
    after = history_of(*runs, last, last)

    for name in ("fail_streak", "same_error_streak", "same_result_streak", "broken_streak", "repeated_error_density"):
        assert (after[name] or 0) >= (before[name] or 0) or name == "fail_streak"
    assert after["fail_streak"] == (before["fail_streak"] or 0) + 1
