import math

from undersong.learning.studies.penn_progress import Progress, Values
from undersong.learning.studies.penn_snapshots import Snapshot


def after(*passed: int, tests: int = 10) -> Progress:
    progress = Progress()
    for count in passed:
        progress.take(Snapshot("P", "hw03", "", passed=count, failed=tests - count))
    return progress


def features(*passed: int) -> Values:
    return after(*passed).features()


def test_the_first_snapshot_is_no_rise() -> None:
    progress = Progress()

    assert not progress.take(Snapshot("P", "hw03", "", passed=3))
    assert progress.take(Snapshot("P", "hw03", "", passed=4))


def test_a_wait_ends_with_a_new_best_and_not_with_mending_a_fall() -> None:
    assert features(3, 5, 2, 5)["wait"] == 2
    assert features(3, 5, 2, 6)["wait"] == 0
    assert features(3, 5, 2, 6)["wait_last"] == 2


def test_a_fall_is_measured_from_the_best() -> None:
    values = features(3, 8, 2)

    assert (values["fall"], values["falls"], values["best_left"], values["best_share"]) == (6, 1, 2, 0.8)


def test_changes_reach_back_as_far_as_there_are_snapshots() -> None:
    values = features(1, 4, 6)

    assert (values["passed_change_1"], values["passed_change_2"]) == (2, 5)
    assert math.isnan(values["passed_change_3"])


def test_rises_are_counted_among_the_latest_snapshots() -> None:
    values = features(1, 2, 3, 3, 3, 4)

    assert (values["rises_3"], values["rises_5"], values["rises_15"]) == (1, 3, 3)


def test_an_answer_is_known_only_when_its_five_snapshots_are_over() -> None:
    assert math.isnan(features(1, 2, 2, 2, 2)["known_stuck_share"])
    assert features(1, 2, 2, 2, 2, 2)["known_stuck_share"] == 0
    assert features(1, 2, 2, 2, 2, 2, 2)["known_stuck_share"] == 0.5


def test_the_same_result_again_is_seen() -> None:
    values = features(3, 3, 4, 3)

    assert (values["result_same"], values["result_seen"], values["result_same_share"]) == (0, 2, 0.25)


def test_where_no_test_ran_shares_are_unknown() -> None:
    values = after(0, tests=0).features()

    assert math.isnan(values["best_share"])
    assert math.isnan(values["passed_share"])
