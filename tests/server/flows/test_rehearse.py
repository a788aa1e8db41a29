"""Simulated days on the whole path to a toast."""

from typing import Any

import pytest

from builders.models import rule_models
from builders.simulated import events_of, trouble
from undersong.detectors.threshold import Threshold
from undersong.domain.nudge import Nudge
from undersong.domain.window import STEP_MS
from undersong.flows.rehearse import Rehearsal, followed, steps
from undersong.learning.simulated.aggregates import read_aggregates
from undersong.learning.simulated.counting import Heard, found_by, found_by_spells, recall
from undersong.learning.simulated.developer import Developer
from undersong.nudges.policy import Policy

KNOWN = read_aggregates()


def heard(seed: int = 7, days: int = 2, base_rate: float = 0.14) -> Heard:
    found, _ = Rehearsal(rule_models(), seed).live(Developer(KNOWN, trouble(8), seed, base_rate), days)
    return found


def test_planted_stretches_of_eight_failing_runs_are_seen_and_told() -> None:
    people = [heard(seed) for seed in (7, 8)]

    assert sum(len(one.episodes) for one in people) >= 4
    assert recall(people, found_by_spells) == 1.0
    assert recall(people, found_by(lambda one: one.told)) >= 0.7


@pytest.mark.parametrize("seed", [1, 2])
def test_days_without_trouble_have_hardly_a_word(seed: int) -> None:
    quiet = heard(seed, base_rate=0)

    assert len(quiet.toasts) <= 1
    assert len(quiet.naive) > len(quiet.alarms)


def test_a_day_without_failing_runs_has_no_toast() -> None:
    developer = Developer(KNOWN, trouble(), 3, 0)
    developer.day = lambda number, live=developer.day: [act for act in live(number) if "run" not in act.kind]  # type: ignore[method-assign]

    found, _ = Rehearsal(rule_models(), 3).live(developer, 2)

    assert (found.told, found.alarms, found.spells) == ([], (), ())


def test_no_day_has_more_toasts_than_the_budget() -> None:
    found = heard(days=4)

    assert max(found.toasts_a_day) <= 4
    assert sum(found.toasts_a_day) == len(found.toasts)
    assert all(later - earlier >= 15 * 60_000 for earlier, later in zip(found.toasts, found.toasts[1:], strict=False))


def test_the_policy_waits_for_the_persons_own_cut_off_as_in_life(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, consider = set(), Policy.consider

    def noting(policy: Policy, *asked: Any) -> Nudge | None:
        seen.add(policy.enter["stuck"])
        return consider(policy, *asked)

    monkeypatch.setattr(Policy, "consider", noting)
    heard(days=1)
    monkeypatch.setattr(Threshold, "enter", lambda _, release: release + 0.2)
    heard(days=1)

    assert sorted(seen) == pytest.approx([0.35, 0.55])


def test_the_same_seed_hears_the_same() -> None:
    assert heard() == heard()


def test_steps_hold_every_event_of_a_day_once_and_in_their_time() -> None:
    events = events_of(Developer(KNOWN, trouble(), 7).day(0))

    found = list(steps(events))

    assert [event for _, inside in found for event in inside] == events
    assert all(end - STEP_MS < event.time_ms <= end for end, inside in found for event in inside)


def test_events_are_followed_once_and_in_order() -> None:
    events = events_of(Developer(KNOWN, trouble(), 7).day(0))[:30]
    ready = followed(events)

    first, again, rest = ready(events[9].time_ms), ready(events[9].time_ms), ready(events[-1].time_ms)

    assert [*first, *rest] == events
    assert again == []
