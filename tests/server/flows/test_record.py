"""What is kept is on disk; what cannot be kept is told once."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builders.wire import START_MS, wire_event
from undersong.domain.clock import HeldClock
from undersong.domain.errors import StoreFull
from undersong.domain.kind import Kind
from undersong.flows.record import Recorder
from undersong.lsp.convert import rows_from_wire
from undersong.store.events import EventStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    opened = EventStore.open(tmp_path / "events.db", HeldClock(START_MS))
    yield opened
    opened.close()


def rows(count: int) -> list:  # type: ignore[type-arg]
    return rows_from_wire([wire_event(time_ms=START_MS + n) for n in range(count)])[0]


def recorder_of(store: EventStore, told: list[str]) -> Recorder:
    return Recorder(store, HeldClock(START_MS), lambda _level, code, _text: told.append(code))


def test_a_full_disk_is_told_once_and_nothing_of_the_batch_is_stored(store: EventStore) -> None:
    told: list[str] = []
    recorder = recorder_of(store, told)
    pages = store.connection.value("PRAGMA page_count")
    store.connection.run(f"PRAGMA max_page_count = {pages + 1}")

    for _ in range(3):
        with pytest.raises(StoreFull):
            recorder.keep(rows(2000))

    assert (told, store.count()) == (["store_full"], 0)


def test_when_there_is_space_again_events_are_kept_and_the_next_full_disk_is_told_anew(store: EventStore) -> None:
    told: list[str] = []
    recorder = recorder_of(store, told)
    for limit, fits in ((1, False), (1_000_000, True), (1, False)):
        store.connection.run(f"PRAGMA max_page_count = {limit}")
        if fits:
            assert recorder.keep(rows(2000)).stored == 2000
        else:
            with pytest.raises(StoreFull):
                recorder.keep(rows(2000))

    assert told == ["store_full", "store_full"]


def test_whoever_watches_hears_the_latest_time_of_each_kind(store: EventStore) -> None:
    heard: list[Mapping[str, int]] = []
    recorder = recorder_of(store, [])
    recorder.watch(lambda latest, _now: heard.append(latest))

    recorder.keep(rows(5))

    assert heard == [{"file_modified": START_MS + 4}]


def test_the_daemons_own_events_are_stored_like_others(store: EventStore) -> None:
    written = recorder_of(store, []).write(Kind.SELF_REPORT, {"report.state": "stuck"})

    (event,) = store.events()
    assert (event.id, event.kind, event.source) == (written, "self_report", "daemon/0")
