"""Whether to ask how the work is going."""

from dataclasses import replace
from itertools import pairwise

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


NIGHTS = range(TEN + 9 * HOUR_MS, TEN + 60 * DAY_MS, DAY_MS)


def test_a_gap_goes_on_across_midnight() -> None:
    for seven_ms in NIGHTS:
        late = seven_ms + 4 * HOUR_MS + 50 * MINUTE_MS
        asked = Sampling().at(between(seven_ms)).asked(late)

        after = asked.at(between(late + 11 * MINUTE_MS))

        assert after.day == asked.day + 1
        assert not after.may_ask(between(late + LEAST_GAP_MS - 1))


def test_the_first_boundary_of_a_day_does_not_take_back_what_was_just_said() -> None:
    for seven_ms in NIGHTS:
        said = Sampling().heard(seven_ms).at(between(seven_ms + MINUTE_MS))

        assert not said.may_ask(between(seven_ms + LEAST_GAP_MS - 1))


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 23),
    st.lists(st.tuples(st.integers(1, 40), st.sampled_from(["works"] * 9 + ["speaks", "sleeps"])), max_size=300),
    st.integers(-720, 720),
)
def test_whatever_a_person_does_it_asks_at_most_four_times_a_day_and_never_close_to_a_word(
    hour: int, acts: list[tuple[int, str]], offset: int
) -> None:
    sampling, now_ms, asked, words = Sampling(), TEN + hour * HOUR_MS, [], []
    for wait, act in acts:
        now_ms += wait * MINUTE_MS + (20 * HOUR_MS if act == "sleeps" else 0)
        if act == "speaks":
            sampling, words = sampling.heard(now_ms), [*words, now_ms]
        moment = between(now_ms, utcoffset_minutes=offset)
        sampling = sampling.at(moment)
        if sampling.may_ask(moment):
            sampling, asked = sampling.asked(now_ms), [*asked, now_ms]

    days = [(at + offset * MINUTE_MS) // DAY_MS for at in asked]
    assert max((days.count(day) for day in days), default=0) <= MOST_A_DAY
    gaps = [at - before for at in asked for before in (*asked, *words) if before < at]
    assert min(gaps, default=LEAST_GAP_MS) >= LEAST_GAP_MS


def test_over_many_nights_of_work_no_two_questions_are_close() -> None:
    sampling, asked = Sampling(), []
    for now_ms in (seven_ms + minute * MINUTE_MS for seven_ms in NIGHTS for minute in range(0, 9 * 60, 7)):
        sampling = sampling.at(between(now_ms))
        if sampling.may_ask(between(now_ms)):
            sampling, asked = sampling.asked(now_ms), [*asked, now_ms]

    assert len(asked) > 200
    assert min(b - a for a, b in pairwise(asked)) >= LEAST_GAP_MS
