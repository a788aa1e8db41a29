import json
import random

import pytest

from undersong.detectors.base import HYSTERESIS
from undersong.detectors.threshold import (
    ABSENCE_MS,
    CANDIDATES_AN_HOUR,
    DAY_MS,
    DAYS,
    HOUR_MS,
    LEAST_HOURS,
    LEVELS,
    WINDOWS,
    Threshold,
    episodes,
)
from undersong.domain.window import STEP_MS

RELEASE = 0.45


def working_days(days: int, peak: float, episodes_an_hour: int, hours: int = 5) -> list[tuple[int, float]]:
    """Windows of whole hours; each hour has so many episodes of two minutes that reach the peak."""
    found = []
    for day in range(days):
        for at_ms in range(0, hours * HOUR_MS, STEP_MS):
            within = at_ms % (HOUR_MS // episodes_an_hour)
            found.append((day * DAY_MS + at_ms, peak if within < 120_000 else 0.1))
    return found


def after(windows: list[tuple[int, float]]) -> Threshold:
    threshold = Threshold()
    for end_ms, probability in windows:
        threshold.note(end_ms, probability)
    return threshold


def begun(threshold: Threshold) -> list[int]:
    """How many episodes begin at each level."""
    days = threshold.as_dict()["days"].values()
    return episodes({int(at): number for at, number in steps.items()} for _, steps, _ in days)


def counted(windows: list[tuple[int, float]], level: float) -> int:
    """The same count, made the long way: one cut-off, one pass."""
    begun, row, is_inside, last_ms = 0, 0, False, 0
    for end_ms, probability in windows:
        if not 0 < end_ms - last_ms < ABSENCE_MS:
            row = 0
        row = row + 1 if probability >= level else 0
        is_inside = is_inside and probability + HYSTERESIS >= level
        if row >= WINDOWS and not is_inside:
            begun, is_inside = begun + 1, True
        last_ms = end_ms
    return begun


def test_without_a_working_day_of_history_the_releases_own_cut_off_holds() -> None:
    threshold = after([*working_days(1, 0.8, 6), (DAY_MS, 0.1)])

    assert threshold.active_hours < LEAST_HOURS
    assert threshold.enter(RELEASE) == RELEASE


def test_who_is_spoken_to_too_often_is_spoken_to_at_a_higher_probability() -> None:
    threshold = after([*working_days(3, 0.8, 6), (3 * DAY_MS, 0.1)])

    assert threshold.enter(RELEASE) == 0.81


def test_who_is_within_the_budget_keeps_the_releases_own() -> None:
    calm = [(end_ms, p if end_ms % (4 * HOUR_MS) < HOUR_MS else 0.1) for end_ms, p in working_days(3, 0.8, 1)]
    threshold = after([*calm, (3 * DAY_MS, 0.1)])

    assert threshold.enter(RELEASE) == RELEASE


def test_the_releases_own_cut_off_is_never_undercut() -> None:
    threshold = after([*working_days(3, 0.3, 6), (3 * DAY_MS, 0.1)])

    assert threshold.enter(0.9) == 0.9


def test_it_changes_between_days_alone() -> None:
    windows = working_days(4, 0.8, 6)
    threshold, chosen = Threshold(), {}
    for end_ms, probability in windows:
        threshold.note(end_ms, probability)
        chosen.setdefault(end_ms // DAY_MS, set()).add(threshold.enter(RELEASE))

    assert all(len(found) == 1 for found in chosen.values())


def test_it_forgets_after_fourteen_days() -> None:
    loud, calm = working_days(3, 0.8, 6), [(end + 3 * DAY_MS, p) for end, p in working_days(DAYS + 1, 0.1, 1)]

    assert after([*loud, *calm[: 5 * 180]]).enter(RELEASE) > RELEASE
    assert after([*loud, *calm]).enter(RELEASE) == RELEASE


def test_silence_begins_no_episode_anew() -> None:
    stuck = [(DAY_MS + n * STEP_MS, 0.8) for n in range(10)]
    back = [(end_ms + 2 * ABSENCE_MS, p) for end_ms, p in stuck]

    assert begun(after([*stuck, *back]))[LEVELS.index(0.7)] == 1
    assert begun(after([*stuck, (DAY_MS + ABSENCE_MS, 0.1), *back]))[LEVELS.index(0.7)] == 2


@pytest.mark.parametrize("seed", range(8))
def test_every_cut_off_counts_its_episodes_as_if_it_were_the_only_one(seed: int) -> None:
    chance, at_ms, p, windows = random.Random(seed), DAY_MS, 0.3, []
    for _ in range(1500):
        at_ms += STEP_MS if chance.random() < 0.98 else ABSENCE_MS + STEP_MS
        p = min(1.0, max(0.0, p + chance.gauss(0, 0.15)))
        windows.append((at_ms, round(p, 3)))

    threshold = after(windows)

    assert begun(threshold) == [counted(windows, level) for level in LEVELS]


def test_the_chosen_cut_off_keeps_the_budget_on_the_days_that_it_saw() -> None:
    chance = random.Random(3)
    windows = [(end_ms, min(1.0, max(0.0, p + chance.gauss(0, 0.12)))) for end_ms, p in working_days(5, 0.6, 4)]
    threshold = after([*windows, (5 * DAY_MS, 0.1)])

    chosen = threshold.enter(RELEASE)

    assert RELEASE < chosen < 1
    assert counted(windows, chosen) <= CANDIDATES_AN_HOUR * 25


@pytest.mark.parametrize(("peak", "is_bound"), [(0.4, True), (0.85, True), (0.25, False)])
def test_what_the_rule_tells_counts_where_it_speaks(peak: float, is_bound: bool) -> None:
    threshold = Threshold()
    for end_ms, probability in [*working_days(4, peak, 1), (4 * DAY_MS, 0.1)]:
        threshold.note(end_ms, probability, is_repeating=probability == peak)

    assert (threshold.enter(RELEASE) > max(peak, RELEASE)) is is_bound


def test_the_rule_stays_quiet_as_long_as_it_would_be_too_much() -> None:
    threshold = Threshold()
    for end_ms, probability in [*working_days(DAYS * 2, 0.4, 1), (DAYS * 2 * DAY_MS, 0.1)]:
        threshold.note(end_ms, probability, is_repeating=probability == 0.4)

    assert RELEASE < threshold.enter(RELEASE) < 0.5


def test_what_an_earlier_version_counted_is_not_read() -> None:
    earlier = {"days": {"1": [5, {}]}, "recent": [0.5], "reach": 0.2, "last_ms": 5, "fitting": [0.5]}

    assert Threshold.from_dict(earlier).as_dict() == Threshold().as_dict()


@pytest.mark.parametrize("stop", [1, 500, 2222])
def test_it_goes_on_from_json_as_if_it_had_never_stopped(stop: int) -> None:
    windows = [*working_days(4, 0.8, 6), (4 * DAY_MS, 0.1)]
    whole = after(windows)

    part = Threshold.from_dict(json.loads(json.dumps(after(windows[:stop]).as_dict())))
    for end_ms, probability in windows[stop:]:
        part.note(end_ms, probability)

    assert part.as_dict() == whole.as_dict()
    assert part.enter(RELEASE) == whole.enter(RELEASE)
