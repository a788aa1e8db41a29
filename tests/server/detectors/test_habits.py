import json
import random
from collections.abc import Iterator
from statistics import median

import pytest

from undersong.detectors.habits import (
    DAY_MS,
    LEAST_ACTIONS,
    LEAST_SESSIONS,
    LEAST_WINDOWS,
    RANGES,
    TOLD_FEATURES,
    WEEK_MS,
    WINDOWS,
    Habits,
    score_of,
)
from undersong.domain.window import STEP_MS, Window

HOUR_MS = 3_600_000
CALM = {"edit_share": 0.3, "navigation_share": 0.6, "debug_share": 0.02, "actions": 40.0, "active_seconds": 400.0}
ODD = {**CALM, "debug_share": 0.6, "edit_share": 0.02}


def session(at_ms: int, windows: int = 60, mean: dict[str, float] | None = None, seed: int = 0) -> Iterator[Window]:
    """Windows that stray a little from what the session is like."""
    chance = random.Random(f"{at_ms} {seed}")
    like = {name: value * chance.uniform(0.8, 1.2) for name, value in (mean or CALM).items()}
    for n in range(windows):
        features = {name: value * chance.uniform(0.9, 1.1) for name, value in like.items()}
        yield Window(at_ms + n * STEP_MS, 3, {**features, "navigation_entropy": None})


def weeks(number: float, seed: int = 0) -> Iterator[Window]:
    """Two sessions on each day."""
    for day in range(int(number * 7)):
        for hour in (9, 14):
            yield from session(day * DAY_MS + hour * HOUR_MS, seed=seed)


def after(windows: Iterator[Window], habits: Habits | None = None) -> Habits:
    habits = habits or Habits()
    for window in windows:
        habits.note(window)
    return habits


def told(habits: Habits, windows: Iterator[Window]) -> list[int]:
    """When something is told, as a place in the windows; three in a row are one telling."""
    found, row = [], 0
    for at, window in enumerate(windows):
        oddness = habits.look(window)
        row = row + 1 if oddness is not None and oddness.is_told else 0
        if row == WINDOWS:
            found.append(at)
        habits.note(window)
    return found


@pytest.fixture(scope="module")
def month() -> str:
    return json.dumps(after(weeks(5)).as_dict())


@pytest.fixture
def habits(month: str) -> Habits:
    return Habits.from_dict(json.loads(month))


NEXT = 35 * DAY_MS + 9 * HOUR_MS


def test_without_enough_sessions_of_ones_own_nothing_is_odd() -> None:
    few = after(window for n in range(LEAST_SESSIONS - 1) for window in session(n * DAY_MS))

    assert all(few.look(window) is None for window in session(40 * DAY_MS, mean=ODD))


def test_many_sessions_on_a_few_days_are_no_habit() -> None:
    crowded = after(window for n in range(30) for window in session(n * HOUR_MS * 2, windows=60))

    assert all(crowded.look(window) is None for window in session(9 * DAY_MS, mean=ODD))


def test_a_session_like_no_other_is_told_once_with_the_two_features_that_differ_most(habits: Habits) -> None:
    odd = list(session(NEXT, mean=ODD))

    assert len(told(habits, iter(odd))) == 1
    oddness = habits.look(odd[-1])
    assert oddness is not None
    assert oddness.rank == 1.0
    assert [name for name, _ in oddness.features] in (["debug_share", "edit_share"], ["edit_share", "debug_share"])
    assert len(oddness.features) == TOLD_FEATURES
    assert dict(oddness.features)["debug_share"] == pytest.approx(0.6, abs=0.2)


def test_looking_changes_nothing(habits: Habits) -> None:
    before = habits.as_dict()
    looks = [habits.look(next(session(NEXT, mean=ODD))) for _ in range(3)]

    assert habits.as_dict() == before
    assert looks[0] == looks[1] == looks[2]


def test_a_week_has_one_telling_and_the_next_week_another(habits: Habits) -> None:
    hectic = {**CALM, "actions": 190.0, "active_seconds": 590.0, "edit_share": 0.9, "navigation_share": 0.05}
    first = told(habits, session(NEXT, mean=ODD))
    soon = told(habits, session(NEXT + DAY_MS, mean=ODD))
    later = told(habits, session(NEXT + WEEK_MS + HOUR_MS, mean=hectic))

    assert (len(first), soon, len(later)) == (1, [], 1)


def test_a_new_habit_is_told_once(habits: Habits) -> None:
    tellings = [told(habits, session(NEXT + day * DAY_MS, mean=ODD, seed=day)) for day in range(20)]

    assert len(tellings[0]) == 1
    assert sum(len(telling) for telling in tellings) <= 2


def test_what_was_told_is_not_learned_from(habits: Habits) -> None:
    past = json.dumps(habits.as_dict()["past"])
    after(session(NEXT, mean=ODD), habits)
    after(session(NEXT + DAY_MS), habits)

    assert '"debug_share": 0.6' not in json.dumps(habits.as_dict()["past"])
    assert max(means["debug_share"] for _, means, _ in habits.as_dict()["past"]) < 0.1
    assert past != json.dumps(habits.as_dict()["past"])


def test_what_differs_is_told_beside_the_middle_of_the_persons_own_sessions(habits: Habits) -> None:
    looks = [habits.look(window) for window in session(NEXT, mean=ODD) if habits.note(window) is None]
    past = [means["debug_share"] for _, means, _ in habits.as_dict()["past"]]

    oddness = looks[-1]

    assert oddness is not None
    assert [name for name, _ in oddness.usual] == [name for name, _ in oddness.features]
    assert dict(oddness.usual)["debug_share"] == median(past)


def test_a_few_windows_say_nothing_yet(habits: Habits) -> None:
    early = [habits.look(window) for window in session(NEXT, windows=1, mean=ODD)]
    after(session(NEXT, windows=LEAST_WINDOWS - 2, mean=ODD), habits)

    assert early == [None]
    assert told(habits, session(NEXT + STEP_MS * (LEAST_WINDOWS - 2), windows=1, mean=ODD)) == []


def test_windows_of_a_handful_of_actions_are_left_out(habits: Habits) -> None:
    idle = {**ODD, "actions": float(LEAST_ACTIONS) / 2}

    assert all(habits.look(window) is None for window in session(NEXT, mean=idle))


def test_a_quarter_of_an_hour_of_nothing_begins_another_session(habits: Habits) -> None:
    after(session(NEXT, windows=40, mean=ODD), habits)

    assert habits.look(next(session(NEXT + 2 * HOUR_MS))) is None


@pytest.mark.parametrize("seed", range(6))
def test_on_weeks_like_any_other_less_than_one_a_week_is_told(seed: int) -> None:
    assert len(told(Habits(), weeks(10, seed))) <= 7


def test_many_small_distances_count_as_well_as_a_large_one() -> None:
    assert score_of({}) == 0.0
    assert score_of({"a": 3.0, "b": 3.0}) > score_of({"a": 3.0, "b": 0.0})
    assert set(CALM) <= set(RANGES)


@pytest.mark.parametrize("stop", [5, 1_000, 3_777])
def test_it_goes_on_from_json_as_if_it_had_never_stopped(stop: int) -> None:
    windows = [*weeks(4.5), *session(NEXT, mean=ODD)]
    whole, first = after(iter(windows)), after(iter(windows[:stop]))

    second = after(iter(windows[stop:]), Habits.from_dict(json.loads(json.dumps(first.as_dict()))))

    assert second.as_dict() == whole.as_dict()
    assert len(json.dumps(whole.as_dict())) < 30_000
