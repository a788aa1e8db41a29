"""Simulated working days."""

from collections import Counter
from itertools import pairwise

import pytest

from builders.simulated import events_of, trouble
from undersong.domain.kind import Kind
from undersong.learning.simulated.aggregates import read_aggregates
from undersong.learning.simulated.developer import ABSENCE_MS, HOUR_MS, Developer, active_between
from undersong.learning.simulated.work import Way
from undersong.lsp.convert import event_from_wire, event_to_wire
from undersong.lsp.schema import BASE, reasons

KNOWN = read_aggregates()


def made(seed: int = 7, base_rate: float = 0.14) -> Developer:
    return Developer(KNOWN, trouble(), seed, base_rate)


def test_the_same_seed_lives_the_same_days_and_another_does_not() -> None:
    one, same, other = made(), made(), made(8)

    assert [one.day(0), one.day(1)] == [same.day(0), same.day(1)]
    assert one.day(2) != other.day(0)


def test_every_event_is_one_that_an_editor_may_send() -> None:
    for event in events_of(made().day(0)):
        wire = event_to_wire(event)
        assert reasons(f"{BASE}events/{event.kind}.json", wire) == ""
        assert event_from_wire(wire) == event


def test_days_go_on_in_time_with_sequences_that_count_up() -> None:
    developer = made()
    events = [event for number in range(3) for event in events_of(developer.day(number))]

    assert all(earlier.time_ms <= later.time_ms for earlier, later in pairwise(events))
    assert len({event.id for event in events}) == len(events)
    assert all(b.seq == a.seq + 1 for a, b in pairwise(events) if a.session == b.session)


def test_a_day_is_lived_in_office_hours_with_breaks() -> None:
    developer = made()
    acts = developer.day(0)
    local = [act.time_ms / HOUR_MS + developer.habits.utcoffset_minutes / 60 for act in acts]

    assert 6.5 < min(local) % 24 < 11
    assert max(local) - min(local) < 13
    assert any(later.time_ms - earlier.time_ms >= ABSENCE_MS for earlier, later in pairwise(acts))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_seventh_of_the_time_is_planted(seed: int) -> None:
    developer, active_ms = made(seed), 0
    for number in range(15):
        acts = developer.day(number)
        active_ms += active_between(acts, 0, acts[-1].time_ms)

    share = sum(planted.active_ms for planted in developer.planted) / active_ms
    assert 0.09 < share < 0.2


def test_without_a_base_rate_nothing_is_planted() -> None:
    developer = made(base_rate=0)
    events = [event for number in range(3) for event in events_of(developer.day(number))]

    assert developer.planted == []
    assert Counter(event.kind for event in events)[Kind.TEST_RUN] > 0


def test_planted_runs_take_minutes_and_none_is_left_open() -> None:
    developer = made()
    for number in range(5):
        developer.day(number)

    assert len(developer.planted) > 3
    for planted in developer.planted:
        assert planted.ended_ms > planted.begun_ms
        assert planted.runs_ms == sorted(planted.runs_ms)
    gaps = [b - a for planted in developer.planted for a, b in pairwise(planted.runs_ms)]
    assert 30_000 < sorted(gaps)[len(gaps) // 2] < 420_000


def test_red_runs_come_sooner_one_after_the_other_than_green_ones() -> None:
    developer = made()
    runs = [e for number in range(5) for e in events_of(developer.day(number)) if e.kind == Kind.TEST_RUN]
    after_red = [b.time_ms - a.time_ms for a, b in pairwise(runs) if a.data["test.outcome"] == "failed"]
    after_green = [b.time_ms - a.time_ms for a, b in pairwise(runs) if a.data["test.outcome"] == "passed"]

    assert sorted(after_red)[len(after_red) // 2] < sorted(after_green)[len(after_green) // 2] / 2


def test_who_watches_the_tests_runs_them_at_every_edit_while_they_are_red() -> None:
    def runs(way: Way) -> int:
        developer = Developer(KNOWN, trouble(), 7, way=way)
        events = [event for number in range(3) for event in events_of(developer.day(number))]
        return sum(event.kind == Kind.TEST_RUN for event in events)

    assert runs(Way.WATCHING) > 1.3 * runs(Way.PLAIN)
