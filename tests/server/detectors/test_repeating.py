"""The rule beside the model of `stuck`."""

from collections.abc import Sequence

import pytest

from undersong.detectors.repeating import is_repeating
from undersong.detectors.stuck import Stuck
from undersong.domain.state import State
from undersong.domain.window import Window


class Says:
    """A model that says one probability, with a cut-off at 0.45."""

    name, features, is_experimental = "stuck 0.0.0", ("fail_streak",), True

    def __init__(self, probability: float) -> None:
        self._probability = probability

    def threshold(self, name: str, default: float) -> float:
        return {"enter": 0.45, "leave": 0.3}.get(name, default)

    def predict(self, rows: Sequence[Sequence[float]]) -> list[float]:
        return [self._probability] * len(rows)


def features(**changes: float | None) -> dict[str, float | None]:
    return {"fail_streak": 4.0, "same_error_streak": 3.0, "no_progress_seconds": 240.0, **changes}


@pytest.mark.parametrize(
    ("changes", "repeats"),
    [
        ({}, True),
        ({"fail_streak": 3.0}, False),
        ({"same_error_streak": 2.0}, False),
        ({"no_progress_seconds": 179.0}, False),
        ({"no_progress_seconds": None}, True),
        ({"same_error_streak": None}, False),
        ({"fail_streak": None}, False),
    ],
)
def test_four_failures_alike_over_minutes_are_a_repetition(changes: dict, repeats: bool) -> None:
    assert is_repeating(features(**changes)) is repeats


def test_nothing_known_repeats_nothing() -> None:
    assert not is_repeating({})


@pytest.mark.parametrize(("probability", "state"), [(0.5, State.STUCK), (0.31, State.STUCK), (0.29, State.STEADY)])
def test_a_repetition_is_told_where_the_probability_is_plausible(probability: float, state: State) -> None:
    verdict = Stuck(Says(probability)).judge(Window(20_000, 1, features()))

    assert (verdict.state, verdict.probability) == (state, probability)


def test_without_a_repetition_the_release_decides_alone() -> None:
    assert Stuck(Says(0.44)).judge(Window(20_000, 1, features(same_error_streak=0.0))).state is State.STEADY
