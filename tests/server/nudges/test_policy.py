"""Whether and when a verdict is told."""

import json
from dataclasses import replace

import pytest

from builders.nudging import DAY_MS, HOUR_MS, MINUTE_MS, SPOKEN, TEN, Talk, judged
from undersong.domain.nudge import Answer, Level
from undersong.domain.settings import Settings
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import GRACE_MS, STEP_MS, Window
from undersong.episodes import Change, Ending, EndKind, Episode, Facts, Recalled
from undersong.episodes.recall import Likeness
from undersong.nudges.moment import Moment
from undersong.nudges.policy import Policy

HIGH, LOW, BETWEEN = 0.9, 0.1, 0.5


def levels(said: list) -> list[Level]:
    return [nudge.level for nudge in said]


def test_three_high_windows_and_a_boundary_make_a_toast() -> None:
    assert levels(Talk().windows([HIGH] * 3, boundary=True)) == [Level.TOAST]


def test_two_high_windows_are_no_minute() -> None:
    talk = Talk()

    assert talk.windows([HIGH, HIGH], boundary=True) == []
    assert talk.windows([LOW, HIGH, HIGH], boundary=True) == []


def test_windows_in_which_nothing_happens_leave_things_as_they_were() -> None:
    talk = Talk()
    talk.windows([HIGH], boundary=True)

    assert levels(talk.later(2 * STEP_MS, boundary=True)) == [Level.TOAST]


def test_a_fall_below_the_threshold_begins_anew_but_a_small_one_does_not_end_it() -> None:
    talk = Talk()
    talk.windows([HIGH, HIGH, HIGH])

    assert levels(talk.windows([BETWEEN], boundary=True)) == [Level.TOAST]
    assert Talk().windows([HIGH, BETWEEN, HIGH, HIGH], boundary=True) == []


def test_one_episode_is_told_once() -> None:
    talk = Talk(replace(SPOKEN, nudges_cooldown_minutes=0))

    talk.windows([HIGH] * 30, boundary=True)

    assert len(talk.said) == 1


def test_without_a_boundary_it_waits_and_after_five_minutes_the_status_bar_has_to_do() -> None:
    talk = Talk()
    assert talk.windows([HIGH] * 17) == []

    assert levels(talk.windows([HIGH])) == [Level.STATUS_BAR]
    assert talk.windows([HIGH], boundary=True) == []


@pytest.mark.parametrize(
    "busy",
    [{"is_debugging": True}, {"edited_ms": TEN + 64_000}, {"resumed_ms": TEN - MINUTE_MS}, {"is_acting": True}],
    ids=["debugging", "typing", "just back", "at it already"],
)
def test_nobody_is_cut_off(busy: dict) -> None:
    talk = Talk()

    assert Level.TOAST not in levels(talk.windows([HIGH] * 3, boundary=True, **busy))
    assert levels(talk.later(1_000, boundary=True)) == [Level.TOAST]


def test_who_comes_back_to_the_same_trouble_is_not_told_again() -> None:
    talk = Talk(replace(SPOKEN, nudges_cooldown_minutes=0))
    talk.windows([HIGH] * 3, boundary=True)
    talk.later(6 * MINUTE_MS)

    assert talk.windows([BETWEEN, *[HIGH] * 9], boundary=True) == []
    assert levels(talk.stuck_again()) == [Level.TOAST]


def test_where_no_toast_may_come_the_status_bar_tells_at_once_and_only_once() -> None:
    talk = Talk()

    assert levels(talk.windows([HIGH] * 9, boundary=True, resumed_ms=TEN)) == [Level.STATUS_BAR]


def test_after_five_minutes_back_one_may_speak_again() -> None:
    assert levels(Talk().windows([HIGH] * 3, boundary=True, resumed_ms=TEN - 5 * MINUTE_MS)) == [Level.TOAST]


def test_between_two_toasts_there_is_the_cooldown() -> None:
    talk = Talk()
    talk.windows([HIGH] * 3, boundary=True)

    talk.later(25 * MINUTE_MS)
    assert levels(talk.stuck_again()) == [Level.STATUS_BAR]
    talk.later(5 * MINUTE_MS)
    assert levels(talk.stuck_again()) == [Level.TOAST]


def test_who_is_still_stuck_after_the_cooldown_is_spoken_to_at_the_next_boundary() -> None:
    talk = Talk()
    talk.windows([HIGH] * 3, boundary=True)
    talk.windows([LOW])

    assert levels(talk.windows([HIGH] * 95)) == [Level.STATUS_BAR]
    assert levels(talk.windows([HIGH], boundary=True)) == [Level.TOAST]


def test_after_the_cooldown_too_a_boundary_is_waited_for_five_minutes_at_most() -> None:
    talk = Talk()
    talk.windows([HIGH] * 3, boundary=True)
    talk.windows([LOW])

    talk.windows([HIGH] * 110)

    assert talk.windows([HIGH], boundary=True) == []


def test_the_minutes_after_a_return_are_none_of_those_in_which_a_boundary_is_waited_for() -> None:
    talk, resumed_ms = Talk(), TEN + 4 * MINUTE_MS

    assert levels(talk.windows([HIGH] * 26, boundary=True, resumed_ms=resumed_ms)) == [Level.STATUS_BAR]
    assert levels(talk.windows([HIGH], boundary=True, resumed_ms=resumed_ms)) == [Level.TOAST]


def test_a_snooze_holds_for_the_status_bar_too() -> None:
    talk = Talk()
    (nudge,) = talk.windows([HIGH] * 3, boundary=True)

    talk.policy.answer(nudge.id, Answer.SNOOZE_HOUR, Moment(talk.now_ms))
    talk.windows([LOW])

    assert talk.windows([HIGH] * 60) == []


def test_nobody_is_called_out_of_focus() -> None:
    talk = Talk()
    talk.windows([HIGH] * 2)
    talk.end_ms += STEP_MS
    talk.now_ms = talk.end_ms + 5_000
    window, verdicts, state = judged(talk.end_ms, HIGH)
    focused = Verdict("flow", State.FOCUSED, 0.9, talk.end_ms, (), "flow 0.1.0")

    assert talk.ask([(window, (*verdicts, focused), state)], boundary=True) == []
    assert levels(talk.windows([HIGH], boundary=True)) == [Level.TOAST]


def test_who_has_gone_away_is_not_spoken_to() -> None:
    talk = Talk()
    talk.windows([HIGH] * 3)

    assert talk.later(6 * MINUTE_MS, boundary=True) == []


@pytest.mark.parametrize(
    ("answer", "minutes", "speaks"),
    [
        (Answer.NOT_NOW, 45, False),
        (Answer.NOT_NOW, 62, True),
        (Answer.WRONG, 45, False),
        (Answer.HELPFUL, 16, True),
        (Answer.HELPFUL, 10, False),
        (Answer.SNOOZE_HOUR, 55, False),
        (Answer.SNOOZE_HOUR, 61, True),
        (Answer.SNOOZE_TODAY, 13 * 60, False),
        (Answer.SNOOZE_TODAY, 14 * 60, True),
        (Answer.NEVER, 30 * 24 * 60, False),
    ],
)
def test_an_answer_sets_how_soon_one_may_speak_again(answer: Answer, minutes: int, speaks: bool) -> None:
    talk = Talk()
    (nudge,) = talk.windows([HIGH] * 3, boundary=True)

    talk.policy.answer(nudge.id, answer, Moment(talk.now_ms))
    talk.later(minutes * MINUTE_MS)

    assert (Level.TOAST in levels(talk.stuck_again())) is speaks


def test_dismissals_lengthen_the_pause_to_four_hours_at_most() -> None:
    talk = Talk(replace(SPOKEN, nudges_daily_cap=100))
    for _ in range(6):
        talk.later(4 * HOUR_MS)
        (nudge,) = talk.stuck_again()
        talk.policy.answer(nudge.id, Answer.NOT_NOW, Moment(talk.now_ms))

    talk.later(4 * HOUR_MS - 5 * MINUTE_MS)
    assert levels(talk.stuck_again()) == [Level.STATUS_BAR]
    talk.later(5 * MINUTE_MS)
    assert levels(talk.stuck_again()) == [Level.TOAST]


def test_four_a_day_are_enough_and_the_day_ends_at_ones_own_midnight() -> None:
    talk = Talk(replace(SPOKEN, nudges_cooldown_minutes=0))
    for _ in range(5):
        talk.later(MINUTE_MS)
        talk.stuck_again()
    assert levels(talk.said) == [Level.TOAST] * 4 + [Level.STATUS_BAR]

    talk.later(14 * HOUR_MS)
    assert levels(talk.stuck_again()) == [Level.TOAST]


def test_in_the_silent_days_the_status_bar_is_silent_too() -> None:
    talk = Talk(Settings(nudges_silent_days=7))

    assert talk.windows([HIGH] * 30, first_event_ms=TEN) == []


def test_in_the_silent_days_nudges_are_counted_and_then_told() -> None:
    talk = Talk(Settings(nudges_silent_days=7))
    first = talk.now_ms

    counted = talk.windows([HIGH] * 3, boundary=True, first_event_ms=first)
    talk.windows([LOW], first_event_ms=first)
    talk.later(7 * DAY_MS, first_event_ms=first)

    assert levels(counted) == [Level.SILENT]
    assert talk.policy.take_notices() == [
        "In its silent first days Undersong would have spoken once; from now on it does."
    ]
    assert talk.policy.take_notices() == []
    assert levels(talk.windows([HIGH] * 3, boundary=True, first_event_ms=first)) == [Level.TOAST]


def test_a_kind_that_hardly_ever_helps_turns_itself_off_and_says_so() -> None:
    talk = Talk(replace(SPOKEN, nudges_cooldown_minutes=0, nudges_daily_cap=100))
    for number in range(25):
        talk.later(5 * HOUR_MS)
        for nudge in talk.stuck_again():
            talk.policy.answer(nudge.id, Answer.HELPFUL if number < 2 else Answer.NOT_NOW, Moment(talk.now_ms))

    assert len(talk.said) == 20
    (notice,) = talk.policy.take_notices()
    assert notice.startswith("2 of the last 20 stuck nudges helped")


def test_who_turns_nudges_off_and_on_hears_that_kind_again() -> None:
    talk = Talk(replace(SPOKEN, nudges_cooldown_minutes=0, nudges_daily_cap=100))
    for _ in range(22):
        talk.later(HOUR_MS)
        talk.stuck_again()
    assert len(talk.said) == 20

    on, talk.settings = talk.settings, replace(talk.settings, nudges_enabled=False)
    talk.stuck_again()
    talk.settings = on
    talk.stuck_again()

    assert len(talk.said) == 21


def test_with_nudges_off_nothing_is_said() -> None:
    assert Talk(replace(SPOKEN, nudges_enabled=False)).windows([HIGH] * 30, boundary=True) == []


def test_the_unusual_is_mentioned_once_a_week_in_the_status_bar() -> None:
    talk = Talk()

    def unusual() -> list:
        talk.end_ms += STEP_MS
        talk.now_ms += STEP_MS
        return talk.ask([judged(talk.end_ms, 0.999, State.UNUSUAL, "anomaly")])

    assert levels(unusual()) == [Level.STATUS_BAR]
    assert unusual() == []
    talk.later(7 * DAY_MS)
    assert levels(unusual()) == [Level.STATUS_BAR]


def test_flow_never_nudges() -> None:
    talk = Talk()
    verdict = Verdict("flow", State.FOCUSED, 0.99, talk.end_ms, (), "flow 0.1.0")

    for step in range(30):
        talk.now_ms += STEP_MS
        assert talk.ask([(Window(TEN + step * STEP_MS, 5, {}), (verdict,), State.FOCUSED)], boundary=True) == []


def silence(talk: Talk) -> tuple:
    return (Window(talk.end_ms + STEP_MS, 0, {}), (), State.STEADY)


def test_two_quiet_minutes_end_the_state_and_not_the_episode() -> None:
    talk = Talk(replace(SPOKEN, nudges_cooldown_minutes=0))
    talk.windows([HIGH] * 3, boundary=True)

    talk.ask([silence(talk)])
    talk.windows([HIGH] * 10, boundary=True)

    assert len(talk.said) == 1


def test_five_quiet_minutes_end_the_episode() -> None:
    talk = Talk()
    talk.windows([HIGH] * 3)

    talk.ask([silence(talk)])
    talk.later(5 * MINUTE_MS + STEP_MS)

    assert talk.policy.rise.since_ms is None


def test_the_threshold_is_the_releases_own() -> None:
    policy = Policy({"stuck": 0.95})

    assert Talk(policy=policy).windows([HIGH] * 5, boundary=True) == []


def test_what_is_said_carries_its_evidence_and_what_helped_before() -> None:
    facts = Facts(runs=4, tests=1, times=4, signatures=("0a1b2c3d",), minutes=12, passed=5, failed=1, best_passed=5)
    ending = Ending(EndKind.EDIT, (Change("9f86d081884c7d65", 40, 2, "user", is_new=True),))
    recalled = Recalled(Episode(("0a1b2c3d",), ending, 12.0, 4, TEN - 7 * DAY_MS), Likeness.SIGNATURE, 1.0)
    talk = Talk()
    talk.policy.usual = {"stuck": {"fail_streak": 0.0}}

    (nudge,) = talk.windows([HIGH] * 3, boundary=True, facts=facts, recalled=recalled)

    assert nudge.text == (
        "The same test failed 4 times in 12 minutes. Last time (7 Jan) an edit in another file ended it after 12 min."
    )
    assert nudge.named == nudge.text.replace("another file", "file 9f86d081884c7d65")
    assert (nudge.file, nudge.tests, nudge.usual) == ("9f86d081884c7d65", ("0a1b2c3d",), {"fail_streak": 0.0})
    assert nudge.evidence == (
        "5 of 6 tests pass, no more in any of these 4 runs",
        "no edit between the runs",
        "judged by stuck 0.1.0, experimental: 90%",
    )
    assert len(nudge.actions) <= 3


def test_a_verdict_that_holds_by_its_rule_is_told_though_the_probability_is_low() -> None:
    talk = Talk()

    for _ in range(3):
        talk.end_ms += STEP_MS
        talk.now_ms = talk.end_ms + GRACE_MS
        talk.ask([judged(talk.end_ms, BETWEEN, enter=BETWEEN)], boundary=True)

    assert levels(talk.said) == [Level.TOAST]


def test_a_policy_survives_a_restart_in_mid_sentence() -> None:
    talk = Talk()
    talk.windows([HIGH] * 2)
    kept = json.loads(json.dumps(talk.policy.as_dict()))

    again = Policy({"stuck": 0.6})
    again.restore(kept)
    talk.policy = again

    assert levels(talk.windows([HIGH], boundary=True)) == [Level.TOAST]


def test_a_snooze_survives_a_restart() -> None:
    talk = Talk()
    (nudge,) = talk.windows([HIGH] * 3, boundary=True)
    again = Policy({"stuck": 0.6})
    again.restore(json.loads(json.dumps(talk.policy.as_dict())))

    assert again.answer(nudge.id, Answer.NEVER, Moment(talk.now_ms)) == "stuck"
    talk.policy = again
    talk.later(DAY_MS)
    assert talk.stuck_again() == []


def test_an_answer_to_a_nudge_nobody_knows_changes_nothing() -> None:
    policy = Policy()

    assert policy.answer("01KAJ9S8QVCNW62VBGDHJJTB9H", Answer.NEVER, Moment(TEN)) is None


def test_the_unusual_is_told_beside_the_persons_own_usual_and_not_the_releases() -> None:
    talk = Talk()
    talk.policy.usual = {"anomaly": {"edit_share": 0.9}}
    window, (verdict,), state = judged(talk.end_ms, 0.999, State.UNUSUAL, "anomaly")
    odd = replace(verdict, weights=(("edit_share", 0.6),), usual=(("edit_share", 0.25),))

    (nudge,) = talk.ask([(window, (odd,), state)])

    assert "60 % of the actions were edits (usually 25 %)" in nudge.text
    assert nudge.usual == {"edit_share": 0.25}


def test_forgetting_leaves_what_was_asked_and_no_trace_of_what_was_told() -> None:
    talk = Talk()
    (nudge,) = talk.windows([0.9] * 3, boundary=True)
    talk.policy.answer(nudge.id, Answer.NEVER, Moment(talk.now_ms))

    talk.policy.forget()

    kept = talk.policy.as_dict()
    assert nudge.id not in str(kept)
    assert str(talk.now_ms) not in str(kept)
    assert talk.later(12 * HOUR_MS) + talk.stuck_again() == []
    assert talk.policy.answer(nudge.id, Answer.HELPFUL, Moment(talk.now_ms)) is None
