"""One number for each (source, session) pair."""

from pathlib import Path

import pytest

from builders.stores import open_store, row
from undersong.store import streams
from undersong.store.events import EventStore
from undersong.store.streams import Streams, prune_streams

PAIR = ("editor/w1", "01KAJ9S3VKCNW62VBGDHJJTB9G")


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_store(tmp_path)


def test_a_pair_keeps_its_number(store: EventStore) -> None:
    numbers = Streams(store.connection)

    first = numbers[PAIR]

    assert numbers[PAIR] == first
    assert Streams(store.connection)[PAIR] == first
    assert numbers["editor/w2", PAIR[1]] != first


def test_the_cache_does_not_grow_for_ever(store: EventStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_CACHED", 2)
    numbers = Streams(store.connection)
    for number in range(3):
        numbers[f"editor/w{number}", PAIR[1]]

    numbers.refresh()

    assert len(numbers) == 0
    assert store.connection.value("SELECT count(*) FROM stream") == 3


def test_a_change_by_another_process_empties_the_cache(store: EventStore, tmp_path: Path) -> None:
    numbers = Streams(store.connection)
    numbers.refresh()
    numbers[PAIR]

    open_store(tmp_path).append([row()])
    numbers.refresh()

    assert len(numbers) == 0


def test_streams_without_events_go(store: EventStore) -> None:
    store.append([row(window="w1")])
    Streams(store.connection)["editor/gone", PAIR[1]]

    prune_streams(store.connection)

    assert store.connection.rows("SELECT source FROM stream") == [("editor/w1",)]
