"""What probabilities are worth beside a person's own words."""

import numpy as np
import pytest

from undersong.learning.labelling.calibration import Calibration, calibrate, may_calibrate
from undersong.learning.labelling.model import sigmoid


def words(number: int, slope: float, shift: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return log odds, and words drawn as if slope and shift had to be put right."""
    chance = np.random.default_rng(seed)
    odds = chance.normal(0, 2, number)
    return odds, (chance.random(number) < sigmoid(slope * odds + shift)).astype(float)


def test_probabilities_that_are_too_sure_are_calmed() -> None:
    odds, truths = words(2000, 0.4, 0.0)

    found = calibrate(odds, truths, np.ones(2000), float(truths.mean()))

    assert found.slope == pytest.approx(0.4, abs=0.1)
    assert found.shift == pytest.approx(0.0, abs=0.15)


def test_words_that_hold_more_of_a_kind_than_the_work_do_not_shift_it() -> None:
    odds, truths = words(20_000, 1.0, -2.0)
    chosen = (truths > 0.5) | (np.random.default_rng(2).random(20_000) < 0.2)

    found = calibrate(odds[chosen], truths[chosen], np.ones(int(chosen.sum())), float(truths.mean()))

    assert found.shift == pytest.approx(-2.0, abs=0.25)


def test_few_words_hardly_correct_anything() -> None:
    odds, truths = words(20, 0.1, 0.0)

    few, many = calibrate(odds, truths, np.ones(20), 0.5), calibrate(*words(4000, 0.1, 0.0), np.ones(4000), 0.5)

    assert abs(many.slope - 0.1) < 0.1 < abs(few.slope - 0.1)


def test_words_that_say_the_opposite_never_turn_the_votes_round() -> None:
    odds, truths = words(2000, 1.0, 0.0)

    assert calibrate(odds, 1 - truths, np.ones(2000), 0.5).slope > 0


@pytest.mark.parametrize(("kinds", "may"), [((15, 4), False), ((16, 4), False), ((15, 5), True), ((20, 0), False)])
def test_it_takes_twenty_words_and_five_of_each_kind(kinds: tuple[int, int], may: bool) -> None:
    assert may_calibrate(np.array([0.0] * kinds[0] + [1.0] * kinds[1])) is may


def test_nothing_to_correct_changes_nothing() -> None:
    odds = np.linspace(-4, 4, 9)

    assert Calibration().probabilities(odds) == pytest.approx(sigmoid(odds))


def test_votes_that_are_much_too_sure_are_calmed_however_many_words_there_are() -> None:
    chance = np.random.default_rng(5)
    odds, truths = chance.choice([-9.0, 9.0], 5000), (chance.random(5000) < 0.4).astype(float)

    found = calibrate(odds, truths, np.ones(5000), 0.4)

    assert found.probabilities(odds) == pytest.approx(np.full(5000, 0.4), abs=0.15)
    assert abs(found.shift) < 1
