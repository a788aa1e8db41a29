"""Questions about the work, from the moment to the focused window."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from builders.nudging import DAY_MS, HOUR_MS, MINUTE_MS, TEN
from undersong.domain.clock import HeldClock
from undersong.domain.kind import Kind
from undersong.domain.settings import Settings
from undersong.flows.ask import MEMORY, Asking
from undersong.lsp.schema import BASE, reasons
from undersong.nudges.moment import Moment
from undersong.nudges.sampling import LEAST_GAP_MS, SPREAD_MS
from undersong.store.events import EventStore

ON, REVIEWED = Settings(sampling_prompts=True), Settings(review=True)
NINE = TEN - TEN % DAY_MS + 9 * HOUR_MS


class Desk:
    """A person between two things, at any time."""

    def __init__(self, store: EventStore, chosen: Settings) -> None:
        self.store, self.chosen = store, chosen
        self.heard: list[Mapping[str, Any]] = []
        self.asking = self.made()

    def made(self) -> Asking:
        return Asking(self.store, self, lambda: self.chosen, self.moment)

    def moment(self, now_ms: int) -> Moment:
        return Moment(now_ms, boundary_ms=now_ms - 1000, edited_ms=now_ms - MINUTE_MS)

    def tell_focused(self, method: str, params: Mapping[str, Any]) -> None:
        assert method == "undersong/ask"
        assert reasons(f"{BASE}messages/ask.json", dict(params)) == ""
        self.heard.append(params)

    def work(self, begin_ms: int, minutes: int) -> list[int]:
        """Let minutes pass and return in which of them something was asked."""
        asked = []
        for minute in range(minutes):
            before = len(self.heard)
            self.asking.tick(begin_ms + minute * MINUTE_MS)
            asked += [minute] if len(self.heard) > before else []
        return asked


def ends(store: EventStore) -> list[int]:
    """Return the ends of days that are kept."""
    return list((store.recall(MEMORY) or {})["review"]["ends"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    store = EventStore.open(tmp_path / "events.db", HeldClock(TEN))
    yield store
    store.close()


def test_unless_it_was_turned_on_nothing_is_ever_asked(store: EventStore) -> None:
    assert Desk(store, Settings()).work(TEN, 24 * 60) == []


def test_a_day_brings_a_few_questions_far_apart(store: EventStore) -> None:
    desk = Desk(store, ON)

    asked = desk.work(TEN, 10 * 60)

    assert len(asked) == 4
    assert all(b - a >= LEAST_GAP_MS // MINUTE_MS for a, b in pairwise(asked))
    assert desk.heard[0]["kind"] == "sample"
    assert [choice["title"] for choice in desk.heard[0]["choices"]][::4] == ["Stuck", "Flowing"]


def test_snoozing_holds_for_the_day_and_across_a_restart(store: EventStore) -> None:
    desk = Desk(store, ON)
    desk.work(TEN, SPREAD_MS // MINUTE_MS + 1)

    until_ms = desk.asking.answer("sample", "snooze_today", TEN + HOUR_MS)
    desk.asking = desk.made()

    assert until_ms is not None
    assert until_ms % DAY_MS == 0
    assert desk.work(TEN + HOUR_MS, 10 * 60) == []
    assert desk.asking.answer("sample", "not_now", TEN + HOUR_MS) is None


def test_a_word_of_ones_own_or_a_nudge_puts_the_question_off(store: EventStore) -> None:
    desk = Desk(store, ON)
    desk.asking.tick(TEN)
    desk.asking.note_events({Kind.SELF_REPORT: TEN}, TEN + SPREAD_MS)

    assert desk.work(TEN + SPREAD_MS, LEAST_GAP_MS // MINUTE_MS) == []
    desk.asking.note_events({Kind.NUDGE_SHOWN: TEN}, TEN + SPREAD_MS + LEAST_GAP_MS)
    assert desk.work(TEN + SPREAD_MS + LEAST_GAP_MS, 30)[0] == 10


def test_the_day_is_offered_for_review_once_near_its_end(store: EventStore) -> None:
    desk = Desk(store, REVIEWED)
    nine = TEN - TEN % DAY_MS + 9 * HOUR_MS

    asked = desk.work(nine, 10 * 60)

    assert len(asked) == 1
    assert asked[0] >= 7.5 * 60
    assert desk.heard == [{"kind": "review", "text": "Look back on the day? It takes about 20 seconds.", "choices": []}]


def test_a_restart_does_not_offer_it_again(store: EventStore) -> None:
    desk = Desk(store, REVIEWED)
    nine = TEN - TEN % DAY_MS + 9 * HOUR_MS
    desk.work(nine, 9 * 60)

    desk.asking = desk.made()

    assert desk.work(nine + 9 * HOUR_MS, 60) == []


def test_the_usual_end_of_a_day_is_its_end_though_each_day_has_a_daemon_of_its_own(store: EventStore) -> None:
    for day in range(7):
        desk = Desk(store, REVIEWED)
        desk.work(NINE + day * DAY_MS, 8 * 60)

    assert [round(end / HOUR_MS, 1) for end in ends(store)] == [17.0] * 6


def test_after_a_restart_at_noon_the_day_still_began_in_the_morning(store: EventStore) -> None:
    Desk(store, REVIEWED).work(NINE, 7 * 60)

    assert len(Desk(store, REVIEWED).work(NINE + 7 * HOUR_MS, 60)) == 1


def test_what_was_forgotten_is_not_written_back(store: EventStore) -> None:
    desk = Desk(store, REVIEWED)
    for day in range(7):
        desk.work(NINE + day * DAY_MS, 8 * 60)

    store.forget_all()
    desk.asking.forget()
    desk.work(NINE + 7 * DAY_MS, 8 * 60)

    assert ends(store) == []


def test_forgetting_does_not_offer_again_what_was_put_off(store: EventStore) -> None:
    desk = Desk(store, REVIEWED)
    desk.work(NINE, 6 * 60)
    desk.asking.answer("review", "snooze_today", NINE + 6 * HOUR_MS)

    desk.asking.forget()

    assert desk.work(NINE + 6 * HOUR_MS, 8 * 60) == []
