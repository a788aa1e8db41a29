import random
from collections.abc import Callable, Iterator

import pytest

from undersong.domain.state import State
from undersong.domain.window import STEP_MS
from undersong.features.cycles import LAGS, SLOT_MS, focus_shares, productivity_cycles

A_DAY = 16


def days(number: int, share_of: Callable[[int], float]) -> Iterator[tuple[int, State]]:
    """Yield the windows of days of eight hours; `share_of` gives each half hour's share of focus."""
    for slot in (48 * day + n for day in range(number) for n in range(A_DAY)):
        for window in range(90):
            is_focused = window < 90 * share_of(slot)
            yield slot * SLOT_MS + (window + 1) * STEP_MS, State.FOCUSED if is_focused else State.STEADY


def test_focus_that_comes_back_every_ninety_minutes_has_that_period() -> None:
    cycle = productivity_cycles(days(20, lambda slot: 1.0 if slot % 3 == 0 else 0.2))

    assert cycle is not None
    assert cycle.period_minutes == 90
    assert cycle.autocorrelation[2] == pytest.approx(1, abs=0.05)


def test_chance_has_no_period() -> None:
    found = []
    for seed in range(20):
        chance = random.Random(seed)
        cycle = productivity_cycles(days(15, lambda _: chance.random()))  # noqa: B023 - used at once
        assert cycle is not None
        found.append(cycle.period_minutes)

    assert found.count(None) >= 18


def test_slow_change_is_inertia_and_no_period() -> None:
    cycle = productivity_cycles(days(20, lambda slot: (slot % 48) / A_DAY))

    assert cycle is not None
    assert cycle.period_minutes is None


def test_too_few_half_hours_or_even_ones_tell_nothing() -> None:
    assert productivity_cycles([]) is None
    assert productivity_cycles(days(6, lambda slot: slot % 2)) is None
    assert productivity_cycles(days(20, lambda _: 0.5)) is None


def test_a_lag_with_few_pairs_is_not_known() -> None:
    cycle = productivity_cycles(days(20, lambda slot: slot % 2))

    assert cycle is not None
    assert len(cycle.autocorrelation) == LAGS
    assert cycle.autocorrelation[-1] is None
    assert cycle.as_dict()["autocorrelation"][0] is not None


def test_half_hours_of_a_few_windows_are_left_out() -> None:
    assert focus_shares((n * STEP_MS, State.FOCUSED) for n in range(1, 40)) == {}
    assert focus_shares((n * STEP_MS, State.FOCUSED) for n in range(1, 91)) == {0: 1}
