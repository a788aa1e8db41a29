"""What a nudge says."""

import re

import pytest

from builders.nudging import TEN
from undersong.domain.nudge import Level, Nudge
from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.episodes import Facts
from undersong.nudges import words
from undersong.nudges.moment import Moment


def verdict(detector: str = "stuck", weights: tuple = (("fail_streak", 4.0),), experimental: bool = True) -> Verdict:
    state = State.STUCK if detector == "stuck" else State.UNUSUAL
    return Verdict(detector, state, 0.81, TEN, weights, f"{detector} 0.1.0", experimental)


def test_a_long_memory_is_cut_to_what_the_message_admits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "sentence_of", lambda *_: "x" * 400)

    assert len(words.words_for(verdict(), Moment(TEN), {}).text) == 300


def test_only_stuck_speaks_of_runs_and_of_last_time() -> None:
    facts = Facts(runs=3, tests=1, times=3, signatures=("0a1b2c3d",))

    stuck = words.words_for(verdict(), Moment(TEN, facts=facts), {})
    unusual = words.words_for(verdict("anomaly"), Moment(TEN, facts=facts), {})

    assert (stuck.tests, unusual.tests) == (("0a1b2c3d",), ())
    assert "test failed" not in unusual.text


def test_a_nudge_offers_at_most_three_actions_and_each_is_a_command_of_the_editor() -> None:
    for detector, offered in words.OFFERED.items():
        nudge = Nudge("x", verdict(detector), Level.TOAST, "", (), offered, TEN)
        actions = words.actions_of(nudge)
        assert len(actions) <= 3
        assert all(re.match(r"(undersong|workbench\.action)\.", action.command) for action in actions)
