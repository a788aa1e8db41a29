"""A pause ends when it was said to, and outlives the daemon."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from undersong.domain.clock import HeldClock
from undersong.domain.settings import Settings
from undersong.flows.pause import Pause
from undersong.store.events import EventStore

CLOCK_MS = 1_700_000_000_000
AGREED = Settings(recording=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    opened = EventStore.open(tmp_path / "events.db", HeldClock(CLOCK_MS))
    yield opened
    opened.close()


def test_without_consent_nothing_may_be_recorded_pause_or_not(store: EventStore) -> None:
    assert not Pause(store, HeldClock(CLOCK_MS), Settings).may_record


def test_a_pause_of_an_hour_ends_after_an_hour(store: EventStore) -> None:
    clock = HeldClock(CLOCK_MS)
    pause = Pause(store, clock, lambda: AGREED)
    pause.begin(60)
    assert not pause.may_record

    clock.advance_to(CLOCK_MS + 3_600_000)

    assert pause.may_record
    assert pause.until_ms is None


def test_a_pause_without_an_end_holds_in_the_next_daemon_too(store: EventStore) -> None:
    Pause(store, HeldClock(CLOCK_MS), lambda: AGREED).begin(None)

    again = Pause(store, HeldClock(CLOCK_MS + 10**9), lambda: AGREED)

    assert again.is_paused
    again.end()
    assert again.may_record
