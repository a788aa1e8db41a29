from pathlib import Path

import pytest

from builders.stores import judged, open_store, row, rows_of
from builders.wire import wire_event
from undersong.domain.state import State
from undersong.domain.window import STEP_MS, Window
from undersong.store.events import EventStore
from undersong.store.hours import HOUR_MS
from undersong.store.rhythm import (
    PAGE,
    SAMPLE_MS,
    last_event_ms,
    last_window,
    read_offsets,
    read_states,
    sample_features,
)

NOON = 472_300 * HOUR_MS


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_store(tmp_path)


def test_states_come_page_by_page_and_in_order(store: EventStore) -> None:
    store.put_windows([judged(NOON + n * STEP_MS, State.FOCUSED) for n in range(PAGE + 3)])

    found = list(read_states(store.connection, NOON, NOON + PAGE * STEP_MS))

    assert [window.end_ms for window, _ in found] == [NOON + n * STEP_MS for n in range(PAGE + 1)]
    assert {state for _, state in found} == {State.FOCUSED}


def test_a_sample_holds_one_window_in_six(store: EventStore) -> None:
    store.put_windows([judged(NOON + n * STEP_MS) for n in range(60)])

    assert len(list(sample_features(store.connection, NOON, NOON + HOUR_MS))) == 60 * STEP_MS // SAMPLE_MS


def test_the_last_window_is_one_in_which_something_happened(store: EventStore) -> None:
    store.put_windows([judged(NOON), (Window(NOON + STEP_MS, 0, {}), (), State.STEADY)])

    found = last_window(store.connection, NOON + HOUR_MS)

    assert found is not None
    assert (found.end_ms, found.features["fail_streak"]) == (NOON, 2)
    assert last_window(store.connection, NOON - 1) is None


def test_the_newest_event_tells_its_time(store: EventStore) -> None:
    assert last_event_ms(store.connection, NOON) is None

    store.append([row("file_saved", NOON), row("file_saved", NOON + 5)])

    assert last_event_ms(store.connection, NOON) == NOON
    assert last_event_ms(store.connection, NOON + HOUR_MS) == NOON + 5


def test_the_daemons_own_events_know_no_local_time(store: EventStore) -> None:
    ours = {**wire_event("session_started", NOON + HOUR_MS), "source": "daemon/main", "utcoffset": 0}
    store.append([row("file_saved", NOON), *rows_of(ours)])

    assert read_offsets(store.connection, NOON, NOON + 2 * HOUR_MS) == {NOON: 60}
