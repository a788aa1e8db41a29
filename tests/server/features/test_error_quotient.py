import pytest

from undersong.features.error_quotient import Repeats, error_quotient, repeated_error_density
from undersong.features.runs import Run, RunHistory

NONE: frozenset[str] = frozenset()
SYMBOL, RETURN = frozenset({"no symbol"}), frozenset({"no return"})
BOTH = SYMBOL | RETURN


@pytest.mark.parametrize(
    ("task", "quotient"),
    [
        ([NONE, NONE], 0),
        ([SYMBOL, NONE, SYMBOL], 0),
        ([SYMBOL, RETURN], 8 / 11),
        ([SYMBOL, SYMBOL], 1),
        ([SYMBOL, BOTH, RETURN, NONE], 2 / 3),
    ],
)
def test_failing_twice_in_a_row_weighs_and_the_same_again_weighs_more(
    task: list[frozenset[str]], quotient: float
) -> None:
    assert error_quotient([task]) == pytest.approx(quotient)


def test_every_task_weighs_the_same_however_long_it_was() -> None:
    assert error_quotient([[SYMBOL, SYMBOL], [NONE] * 50]) == 0.5


def test_a_task_of_one_state_says_nothing() -> None:
    assert error_quotient([[SYMBOL]]) is None
    assert error_quotient([[SYMBOL], [SYMBOL, SYMBOL]]) == 1


@pytest.mark.parametrize(
    ("task", "density"),
    [
        ([SYMBOL], 0),
        ([SYMBOL, SYMBOL], 1 / 2),
        ([SYMBOL] * 3, 4 / 3),
        ([SYMBOL, SYMBOL, NONE, SYMBOL, SYMBOL], 1),
        ([BOTH, BOTH, RETURN], 1 / 2 + 4 / 3),
    ],
)
def test_a_streak_weighs_more_the_longer_it_is_and_each_type_by_itself(
    task: list[frozenset[str]], density: float
) -> None:
    assert repeated_error_density(task) == pytest.approx(density)


def test_what_goes_on_and_what_is_over_are_told_apart() -> None:
    repeats = Repeats()
    for kinds in (SYMBOL, SYMBOL, NONE, RETURN, RETURN):
        repeats.add(kinds)

    assert repeats.density == 1
    assert repeats.open_density == 0.5


def test_live_runs_of_one_task_give_the_quotient_of_the_task_when_it_is_over() -> None:
    task = [SYMBOL, BOTH, RETURN, NONE, SYMBOL, RETURN, RETURN]
    history = RunHistory()
    for kinds in task:
        history.add(Run(0, None, None, len(kinds) or 1, kinds))

    assert history.features()["error_quotient"] == error_quotient([task])


def test_live_runs_tell_of_the_density_that_goes_on() -> None:
    history = RunHistory()
    for kinds in (SYMBOL, SYMBOL, SYMBOL):
        history.add(Run(0, None, None, 1, kinds))

    assert history.features()["repeated_error_density"] == repeated_error_density([SYMBOL] * 3)
