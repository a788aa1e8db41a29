"""How often one may speak."""

import json

from builders.nudging import DAY_MS, HOUR_MS, SPOKEN, TEN
from undersong.domain.nudge import Answer
from undersong.nudges.budget import NEVER, Budget, local_day, next_midnight


def test_a_new_budget_allows() -> None:
    assert Budget().allows(TEN, 0, SPOKEN)


def test_a_day_is_counted_in_local_time() -> None:
    late = TEN - TEN % DAY_MS + 23 * HOUR_MS

    assert local_day(late, 120) == local_day(late, 0) + 1
    assert next_midnight(late, 0) == late + HOUR_MS
    assert next_midnight(late, 120) == late + 23 * HOUR_MS


def test_a_nudge_that_was_only_counted_cannot_be_unwelcome() -> None:
    budget = Budget()
    for number in range(30):
        budget = budget.spent(str(number), TEN + number * HOUR_MS, 0, is_seen=False)

    assert not budget.is_unwelcome
    assert budget.last_ms is not None


def test_fifteen_in_a_hundred_are_welcome_enough() -> None:
    budget = Budget()
    for number in range(20):
        budget = budget.spent(str(number), TEN, 0)
    for number in range(3):
        budget = budget.answered(str(number), Answer.HELPFUL, TEN, 0)

    assert not budget.is_unwelcome


def test_a_later_snooze_never_shortens_an_earlier_one() -> None:
    budget = Budget().answered("x", Answer.NEVER, TEN, 0)

    assert budget.answered("x", Answer.SNOOZE_HOUR, TEN, 0).snoozed_until_ms == NEVER


def test_it_survives_json() -> None:
    budget = Budget().spent("a", TEN, 60).answered("a", Answer.HELPFUL, TEN, 60)

    assert Budget.from_dict(json.loads(json.dumps(budget.as_dict()))) == budget
