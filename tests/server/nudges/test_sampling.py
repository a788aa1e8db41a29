"""Whether to ask how the work is going."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.nudging import DAY_MS, HOUR_MS, MINUTE_MS, TEN
from undersong.domain.state import SelfReport
from undersong.nudges.moment import Moment
from undersong.nudges.sampling import CHOICES, LEAST_GAP_MS, MOST_A_DAY, SPREAD_MS, Sampling

LATER = TEN + SPREAD_MS


def between(now_ms: int, **moment: int) -> Moment:
    return Moment(now_ms, boundary_ms=now_ms - 1000, **moment)


def begun() -> Sampling:
    """Return a day whose first boundary was at ten."""
    return Sampling().at(between(TEN))


def test_a_day_does_not_begin_with_a_question() -> None:
    assert not begun().may_ask(between(TEN))
    assert begun().may_ask(between(LATER))


@pytest.mark.parametrize(
    "moment",
    [
        Moment(LATER),
        between(LATER, edited_ms=LATER - 2000),
        between(LATER, resumed_ms=LATER - MINUTE_MS),
        replace(between(LATER), is_debugging=True),
    ],
    ids=["in the middle of something", "while typing", "just back", "while debugging"],
)
def test_nobody_is_interrupted(moment: Moment) -> None:
    assert not begun().may_ask(moment)


def test_two_questions_are_three_quarters_of_an_hour_apart() -> None:
    asked = begun().asked(LATER)

    assert not asked.may_ask(between(LATER + LEAST_GAP_MS - 1))
    assert asked.may_ask(between(LATER + LEAST_GAP_MS + SPREAD_MS))


def test_what_is_said_unasked_is_an_answer_too() -> None:
    assert not begun().heard(LATER).may_ask(between(LATER + LEAST_GAP_MS - 1))


def test_a_nudge_and_a_question_do_not_come_together() -> None:
    assert not begun().nudged(LATER).may_ask(between(LATER + MINUTE_MS))


def test_snoozed_for_today_it_asks_again_tomorrow() -> None:
    snoozed = begun().snoozed(LATER, 0)

    assert not snoozed.may_ask(between(LATER + 5 * HOUR_MS))
    tomorrow = snoozed.at(between(TEN + DAY_MS))
    assert tomorrow.may_ask(between(LATER + DAY_MS))


def test_the_answers_go_from_stuck_to_flowing_and_mean_states() -> None:
    assert [choice.scale for choice in CHOICES] == [1, 2, 3, 4, 5]
    assert {choice.state for choice in CHOICES} == set(SelfReport)


def test_it_survives_the_store() -> None:
    kept = begun().asked(LATER).nudged(LATER)

    assert Sampling.from_dict(kept.as_dict()) == kept


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=200), st.integers(-720, 720))
def test_whatever_a_person_does_it_asks_at_most_four_times_a_day_and_never_close_together(
    minutes: list[int], offset: int
) -> None:
    sampling, now_ms, asked = Sampling(), TEN, []
    for wait in minutes:
        now_ms += wait * MINUTE_MS
        moment = between(now_ms, utcoffset_minutes=offset)
        sampling = sampling.at(moment)
        if sampling.may_ask(moment):
            sampling, asked = sampling.asked(now_ms), [*asked, now_ms]

    days = [(at + offset * MINUTE_MS) // DAY_MS for at in asked]
    assert max((days.count(day) for day in days), default=0) <= MOST_A_DAY
    same_day = [b - a for a, b, c, d in zip(asked, asked[1:], days, days[1:], strict=False) if c == d]
    assert min(same_day, default=LEAST_GAP_MS) >= LEAST_GAP_MS
