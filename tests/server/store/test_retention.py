"""Events and windows go when their time is over; sums stay."""

from pathlib import Path

import pytest

from builders.stores import judged, open_store, row
from undersong.domain.settings import Settings
from undersong.store import retention
from undersong.store.events import EventStore
from undersong.store.hours import HOUR_MS
from undersong.store.retention import DAY_MS

NOW = 20_000 * DAY_MS + 5 * HOUR_MS + 123
SETTINGS = Settings(raw_days=30, window_days=180)


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_store(tmp_path, now_ms=NOW)


def test_events_older_than_their_days_go_and_their_sums_stay(store: EventStore) -> None:
    store.append([row("file_modified", NOW - days * DAY_MS) for days in (1, 29, 31, 40, 400)])
    before = list(store.hours())

    done = store.retain(SETTINGS)

    assert (done.events, done.windows, done.is_done) == (3, 0, True)
    assert [(NOW - event.time_ms) // DAY_MS for event in store.events()] == [29, 1]
    assert list(store.hours()) == before
    assert store.count() == 2


def test_no_event_younger_than_its_days_goes(store: EventStore) -> None:
    edge = NOW - 30 * DAY_MS
    store.append([row(time_ms=edge), row(time_ms=edge + 1)])

    assert store.retain(SETTINGS).events == 0
    assert store.retain(Settings(raw_days=29)).events == 2


def test_windows_have_days_of_their_own(store: EventStore) -> None:
    store.put_windows([judged(NOW - days * DAY_MS) for days in (179, 181, 300)])

    assert store.retain(SETTINGS).windows == 2
    assert len(list(store.windows())) == 1


def test_a_caller_that_must_not_wait_gets_it_in_parts(store: EventStore) -> None:
    store.append([row(time_ms=NOW - 40 * DAY_MS + number * HOUR_MS) for number in range(5)])

    parts = [store.retain(SETTINGS, most_hours=2) for _ in range(3)]

    assert [part.events for part in parts] == [2, 2, 1]
    assert [part.is_done for part in parts] == [False, False, True]


def test_nothing_to_do_is_done(store: EventStore) -> None:
    assert store.retain(SETTINGS).is_done


def test_a_crash_between_hours_neither_loses_nor_doubles_a_sum(
    store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append([row("file_modified", NOW - 40 * DAY_MS + number * HOUR_MS) for number in range(4)])
    before = list(store.hours())
    calls = []

    def dying(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(*arguments)

    real = retention.sum_up
    monkeypatch.setattr(retention, "sum_up", dying)
    with pytest.raises(KeyboardInterrupt):
        store.retain(SETTINGS)
    monkeypatch.undo()

    assert store.retain(SETTINGS).events == 2
    assert list(store.hours()) == before


def test_streams_without_events_go_and_the_file_shrinks(store: EventStore) -> None:
    store.append([row(time_ms=NOW - 40 * DAY_MS + number, window="old") for number in range(3000)])
    store.append([row(time_ms=NOW, window="new")])
    store.connection.value("PRAGMA wal_checkpoint(TRUNCATE)")
    before = store.connection.path.stat().st_size

    store.retain(SETTINGS)

    assert store.connection.path.stat().st_size < before / 4
    assert store.connection.rows("SELECT source FROM stream") == [("editor/new",)]
    assert store.append([row(time_ms=NOW, window="old")]).stored == 1
    assert {event.source for event in store.events()} == {"editor/new", "editor/old"}
