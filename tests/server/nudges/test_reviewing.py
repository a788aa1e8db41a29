"""Whether to offer a look back on the day."""

import pytest

from builders.nudging import DAY_MS, HOUR_MS, MINUTE_MS, TEN
from undersong.nudges.moment import Moment
from undersong.nudges.reviewing import Reviewing

MIDNIGHT = TEN - TEN % DAY_MS
FIVE = MIDNIGHT + 17 * HOUR_MS


def worked(reviewing: Reviewing, begin_ms: int, end_ms: int) -> Reviewing:
    """Edit every ten minutes from a time to another."""
    for at in range(begin_ms, end_ms + 1, 10 * MINUTE_MS):
        reviewing = reviewing.at(Moment(at + 1000, edited_ms=at))
    return reviewing


def between(now_ms: int, edited_ms: int) -> Moment:
    return Moment(now_ms, boundary_ms=now_ms - 1000, edited_ms=edited_ms)


def test_near_the_end_of_a_day_of_work_it_is_offered_once() -> None:
    day = worked(Reviewing(), MIDNIGHT + 9 * HOUR_MS, FIVE)

    assert day.may_offer(between(FIVE + MINUTE_MS, FIVE))
    assert not day.offered().may_offer(between(FIVE + MINUTE_MS, FIVE))


def test_in_the_morning_it_is_not() -> None:
    day = worked(Reviewing(), MIDNIGHT + 7 * HOUR_MS, MIDNIGHT + 11 * HOUR_MS)

    assert not day.may_offer(between(MIDNIGHT + 11 * HOUR_MS + MINUTE_MS, MIDNIGHT + 11 * HOUR_MS))


def test_an_hour_of_work_has_nothing_to_look_back_on() -> None:
    day = worked(Reviewing(), FIVE - HOUR_MS, FIVE)

    assert not day.may_offer(between(FIVE + MINUTE_MS, FIVE))


@pytest.mark.parametrize(
    "moment", [Moment(FIVE + MINUTE_MS, edited_ms=FIVE), between(FIVE + 1000, FIVE)], ids=["amid work", "typing"]
)
def test_nobody_is_interrupted(moment: Moment) -> None:
    assert not worked(Reviewing(), MIDNIGHT + 9 * HOUR_MS, FIVE).may_offer(moment)


def test_who_ends_at_noon_is_asked_at_noon_after_a_week() -> None:
    reviewing, noon = Reviewing(), 12 * HOUR_MS
    for day in range(6):
        reviewing = worked(reviewing, MIDNIGHT + day * DAY_MS + 6 * HOUR_MS, MIDNIGHT + day * DAY_MS + noon)

    assert reviewing.usual_end_ms == noon
    at = MIDNIGHT + 5 * DAY_MS + noon
    assert reviewing.may_offer(between(at + MINUTE_MS, at))


def test_after_midnight_the_day_that_ended_is_not_offered() -> None:
    day = worked(Reviewing(), MIDNIGHT + 9 * HOUR_MS, FIVE)

    assert not day.may_offer(between(MIDNIGHT + DAY_MS + 18 * HOUR_MS, FIVE))


def test_snoozed_for_today_it_stays_away() -> None:
    day = worked(Reviewing(), MIDNIGHT + 9 * HOUR_MS, FIVE).snoozed(FIVE, 0)

    assert not day.may_offer(between(FIVE + HOUR_MS, FIVE))


def test_forgetting_leaves_nothing_of_when_the_person_worked() -> None:
    week = worked(worked(Reviewing(), MIDNIGHT, FIVE), MIDNIGHT + DAY_MS, FIVE + DAY_MS).snoozed(FIVE, 0)

    assert week.ends
    assert week.forgotten() == Reviewing(snoozed_until_ms=week.snoozed_until_ms)


def test_it_survives_the_store() -> None:
    kept = worked(worked(Reviewing(), MIDNIGHT, FIVE), MIDNIGHT + DAY_MS, FIVE + DAY_MS).offered()

    assert Reviewing.from_dict(kept.as_dict()) == kept
