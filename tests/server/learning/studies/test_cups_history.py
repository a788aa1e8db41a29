from dataclasses import replace
from math import log1p

import pytest

from builders.cups import moment
from undersong.learning.studies.cups import Moment
from undersong.learning.studies.cups_history import BASE_RATE, HISTORY, History, likeness

NOW = moment(100, "Shown")


def history_of(*moments: Moment) -> dict[str, float]:
    history = History()
    for past in moments:
        history.add(past)
    return history.features(NOW)


def test_every_named_feature_is_given_from_the_first_moment() -> None:
    features = history_of()

    assert set(features) == set(HISTORY)
    assert features["accept_rate"] == pytest.approx(BASE_RATE)


def test_a_person_who_takes_what_they_are_given_raises_their_rate() -> None:
    took = history_of(moment(0, "Shown"), moment(1, "Accepted"))
    left = history_of(moment(0, "Shown"), moment(1, "Rejected"))

    assert took["accept_rate"] > BASE_RATE > left["accept_rate"]
    assert (took["after_accept"], left["after_accept"]) == (1.0, 0.0)


def test_rejections_in_a_row_are_counted_until_one_is_taken() -> None:
    twice = [moment(0, "Shown"), moment(1, "Rejected"), moment(2, "Shown"), moment(3, "Rejected")]

    assert history_of(*twice)["reject_streak_log"] == log1p(2)
    assert history_of(*twice, moment(4, "Shown"), moment(5, "Accepted"))["reject_streak_log"] == 0.0


def test_a_decision_on_nothing_shown_counts_for_no_rate() -> None:
    assert history_of(moment(1, "Accepted"))["accept_rate"] == pytest.approx(BASE_RATE)


def test_the_same_text_is_known_again() -> None:
    features = history_of(moment(0, "Shown"), moment(1, "Rejected"))

    assert (features["shown_before_log"], features["rejected_before_log"]) == (log1p(1), log1p(1))
    assert features["likeness_to_rejected"] == 1.0
    assert features["likeness_to_accepted"] == 0.0


def test_growth_has_the_sign_of_what_the_document_did() -> None:
    grown = history_of(moment(0, "Shown", documentLength=90.0))
    shrunk = history_of(moment(0, "Shown", documentLength=110.0))

    assert grown["document_growth_log"] == pytest.approx(log1p(10))
    assert shrunk["document_growth_log"] == pytest.approx(-log1p(10))


def test_decisions_that_take_long_and_replays_are_remembered() -> None:
    features = history_of(moment(0, "Shown"), moment(2, "Replay"), replace(NOW, state="Rejected", at_seconds=9.0))

    assert features["usual_decision_log"] == pytest.approx(log1p(9.0))
    assert features["replays_a_decision"] == pytest.approx(1 / 3)
    assert features["since_decision_log"] == pytest.approx(log1p(91.0))


def test_likeness_is_the_share_of_tokens_in_common() -> None:
    assert likeness("a + b", "a + c") == pytest.approx(2 / 4)
    assert likeness("", "a") == 0.0
