"""What was heard of planted trouble."""

import math

from builders.simulated import HOUR_MS, MINUTE_MS, heard, planted
from undersong.learning.simulated.counting import (
    an_hour,
    first_in,
    found_by,
    found_by_spells,
    interval,
    latency,
    recall,
)


def test_a_stretch_is_found_by_what_is_told_inside_of_it() -> None:
    stretch = planted(HOUR_MS, 20)

    for at_ms, found in ((HOUR_MS - 1, 0), (HOUR_MS, 1), (HOUR_MS + 20 * MINUTE_MS, 1), (HOUR_MS + 21 * MINUTE_MS, 0)):
        assert found_by(lambda h: h.toasts)(heard(stretch, toasts=(at_ms,))) == (found, 1)


def test_a_stretch_that_the_evening_cut_asks_for_nothing() -> None:
    assert found_by(lambda h: h.toasts)(heard(planted(0, 5, runs=4))) == (0, 0)


def test_a_spell_that_reaches_into_a_stretch_has_seen_it() -> None:
    stretch = planted(HOUR_MS, 20)

    assert found_by_spells(heard(stretch, spells=((HOUR_MS - 60_000, HOUR_MS + 1),))) == (1, 1)
    assert found_by_spells(heard(stretch, spells=((0, HOUR_MS - 1),))) == (0, 1)


def test_recall_is_over_all_stretches_and_nobody_has_any_is_nothing() -> None:
    one = heard(planted(0, 20), planted(2 * HOUR_MS, 20), toasts=(60_000,))
    other = heard(planted(0, 20), toasts=(60_000,))

    assert recall([one, other], found_by(lambda h: h.toasts)) == 2 / 3
    assert recall([heard()], found_by(lambda h: h.toasts)) == 0


def test_rates_are_told_an_active_hour() -> None:
    assert an_hour([heard(alarms=(1, 2, 3)), heard(hours=5)], lambda h: h.alarms) == 3 / 15


def test_what_is_told_at_any_level_is_in_order() -> None:
    assert heard(toasts=(5, 1), bars=(3,)).told == [1, 3, 5]


def test_the_wait_is_counted_in_minutes_and_failing_runs() -> None:
    stretch = planted(HOUR_MS, 16)

    minutes, runs = latency([heard(stretch, toasts=(HOUR_MS + 5 * MINUTE_MS,))], lambda h: h.toasts)

    assert (minutes, runs) == (5, 3)
    assert math.isnan(latency([heard()], lambda h: h.toasts)[0])


def test_the_first_of_some_times_is_the_one_that_counts() -> None:
    assert first_in(planted(100, 1), [50, 200, 300]) == 200
    assert first_in(planted(100, 1), [50]) is None


def test_the_interval_holds_the_figure_and_is_the_same_again() -> None:
    people = [heard(planted(0, 20), toasts=(60_000,) if n % 3 else ()) for n in range(30)]

    def figure(drawn: object) -> float:
        return recall(drawn, found_by(lambda h: h.toasts))  # type: ignore[arg-type]

    low, high = interval(people, figure, 7)
    assert low <= figure(people) <= high
    assert 0.4 < low < high < 0.9
    assert interval(people, figure, 7) == [low, high]
