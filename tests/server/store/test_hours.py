"""Hourly sums: of what is there, and of what is there no more."""

from pathlib import Path

import pytest

from builders.stores import open_store, row, rows_of
from builders.wire import wire_event
from undersong.store.events import EventStore
from undersong.store.hours import HOUR_MS, sum_up

NOON = 472_300 * HOUR_MS


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_store(tmp_path)


def test_an_hour_sums_edits_by_hand_and_runs_by_outcome(store: EventStore) -> None:
    agent = {**wire_event("file_modified", NOON + 3), "origin": "agent"}
    store.append([row("file_modified", NOON), row("file_modified", NOON + HOUR_MS - 1), *rows_of(agent)])
    store.append([row("test_run", NOON + 1, test__outcome="failed"), row("test_run", NOON + 2)])

    edits, runs = store.hours(NOON, NOON)

    assert (edits.hour_ms, edits.kind, edits.events) == (NOON, "file_modified", 3)
    assert (edits.inserted_chars, edits.deleted_chars, edits.edit_seconds) == (40, 4, 8.0)
    assert (runs.events, runs.passed, runs.failed) == (2, 1, 1)


def test_the_largest_numbers_overflow_no_sum(store: EventStore) -> None:
    largest = {"edit__inserted_chars": 2**53 - 1}
    store.append([row("file_modified", NOON + number, **largest) for number in range(1100)])

    sum_up(store.connection, NOON)

    (hour,) = store.hours()
    assert hour.inserted_chars == 2**63 - 1
    assert hour.events == 1100


def test_hours_are_apart(store: EventStore) -> None:
    store.append([row("file_saved", NOON - 1), row("file_saved", NOON), row("file_saved", NOON + HOUR_MS)])

    assert [hour.hour_ms - NOON for hour in store.hours()] == [-HOUR_MS, 0, HOUR_MS]
    assert [hour.hour_ms - NOON for hour in store.hours(NOON + 1, NOON + 2)] == [0]


def test_summing_up_twice_counts_once(store: EventStore) -> None:
    store.append([row("file_saved", NOON + number) for number in range(5)])
    before = list(store.hours())

    sum_up(store.connection, NOON)
    sum_up(store.connection, NOON)

    assert list(store.hours()) == before


def test_sums_outlive_their_events_and_an_import_of_the_same_ones(store: EventStore) -> None:
    rows = [row("file_modified", NOON + number) for number in range(5)]
    store.append(rows)
    before = list(store.hours())
    sum_up(store.connection, NOON)
    store.connection.run("DELETE FROM event")
    assert list(store.hours()) == before

    store.append(rows[:3])
    sum_up(store.connection, NOON)

    assert list(store.hours()) == before


def test_data_of_unknown_kinds_disturbs_no_sum(store: EventStore) -> None:
    odd = {**wire_event("file_saved", NOON), "type": "dev.undersong.editor.window_shaken.v1"}
    store.append(rows_of({**odd, "data": {"edit.inserted_chars": "many"}}))

    (hour,) = store.hours()

    assert (hour.kind, hour.events, hour.inserted_chars) == ("dev.undersong.editor.window_shaken.v1", 1, 0)
