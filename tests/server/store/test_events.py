"""Law 1: nothing acknowledged is lost, nothing is stored twice."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.stores import judged, open_store, row, rows_of
from builders.wire import START_MS, wire_event
from undersong.domain.errors import StoreFull
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.domain.ulid import new_ulid
from undersong.store.events import EventStore, row_of


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_store(tmp_path)


def fill_up(store: EventStore) -> int:
    """Let the store grow no further, append until it is full, and return how many events were acknowledged."""
    store.connection.value(f"PRAGMA max_page_count = {store.connection.value('PRAGMA page_count') + 4}")
    acknowledged = 0
    for batch in range(100):
        rows = [row(time_ms=START_MS + batch * 100 + number) for number in range(20)]
        try:
            acknowledged += store.append(rows).stored
        except StoreFull:
            return acknowledged
    pytest.fail("the store never filled up")


def test_what_was_appended_comes_back_whole(store: EventStore) -> None:
    event = Event(
        id=new_ulid(START_MS),
        kind=Kind.FILE_MODIFIED,
        time_ms=START_MS,
        seq=7,
        source="editor/w1",
        session=new_ulid(START_MS),
        subject="9f86d081884c7d65",
        origin=Origin.AGENT,
        utcoffset_minutes=-90,
        monotonic_ms=12,
        data={"edit.seconds": 1.5, "file.notebook": False, "x": None},
        extra={"traceparent": "00-ab"},
    )

    store.append([row_of(event)])

    assert list(store.events()) == [event]


def test_an_event_sent_twice_is_stored_once(store: EventStore) -> None:
    first, second = row(), row()

    assert store.append([first, second]) == (2, 0)
    assert store.append([second, first, row()]) == (1, 2)
    assert store.count() == 3


def test_an_event_twice_in_one_batch_is_stored_once(store: EventStore) -> None:
    same = row()

    assert store.append([same, same]) == (1, 1)


def test_the_first_of_two_events_with_one_id_stays(store: EventStore) -> None:
    first = wire_event("cursor_moved", cursor__line=1)

    store.append(rows_of(first))
    store.append(rows_of({**first, "data": {"cursor.line": 2, "cursor.moves": 1}}))

    assert [event.data["cursor.line"] for event in store.events()] == [1]


def test_an_empty_batch_is_fine(store: EventStore) -> None:
    assert store.append([]) == (0, 0)


@pytest.mark.parametrize("size", [1, 49, 50, 51, 100, 5000])
def test_batches_of_any_size_are_stored_whole(size: int, store: EventStore) -> None:
    rows = [row("cursor_moved", START_MS + number) for number in range(size)]

    assert store.append(rows) == (size, 0)
    assert store.append(rows) == (0, size)


def test_events_come_in_the_order_of_their_replay(store: EventStore) -> None:
    rows = [row("cursor_moved", START_MS + number // 3, window=f"w{number % 2}") for number in range(300)]
    random.Random(3).shuffle(rows)
    for start in range(0, 300, 70):
        store.append(rows[start : start + 70])

    orders = [event.order for event in store.events()]

    assert len(orders) == 300
    assert orders == sorted(orders)


def test_a_range_holds_both_its_ends(store: EventStore) -> None:
    store.append([row(time_ms=START_MS + number) for number in range(5)])

    found = [event.time_ms - START_MS for event in store.events(START_MS + 1, START_MS + 3)]

    assert found == [1, 2, 3]
    assert store.count_between(START_MS + 1, START_MS + 3) == 3
    assert store.count_since(START_MS + 3) == 2


def test_late_events_and_other_kinds_can_be_left_out(store: EventStore) -> None:
    store.append([row("test_run", START_MS, late=True), row("test_run", START_MS + 1), row("file_saved", START_MS + 2)])

    assert [event.time_ms - START_MS for event in store.events(with_late=False)] == [1, 2]
    assert [event.time_ms - START_MS for event in store.events(kinds=[Kind.TEST_RUN])] == [0, 1]
    assert [event.kind for event in store.events(kinds=["test_run"], with_late=False)] == ["test_run"]
    assert list(store.events(kinds=[])) == []
    assert [is_late for _, is_late in store.events_with_lateness()] == [True, False, False]


def test_reading_goes_on_while_events_come_and_go(store: EventStore) -> None:
    store.append([row(time_ms=START_MS + number) for number in range(2500)])
    reading = store.events()
    first = [next(reading) for _ in range(10)]

    store.append([row(time_ms=START_MS + 5000)])
    store.forget(START_MS + 2000, START_MS + 2400)
    rest = list(reading)

    assert len(first) + len(rest) == 2500 - 401 + 1


def test_the_store_tells_its_size_and_age(store: EventStore) -> None:
    assert (store.count(), store.oldest_ms(), store.last_window_end()) == (0, None, None)

    store.append([row(time_ms=START_MS + 5), row(time_ms=START_MS)])

    assert (store.count(), store.oldest_ms()) == (2, START_MS)
    assert store.bytes() > 4096


def test_two_processes_may_write_and_forget_in_turn(tmp_path: Path) -> None:
    daemon, command = open_store(tmp_path), open_store(tmp_path)
    daemon.append([row(window="w1")])
    assert command.append([row(window="w2")]).stored == 1
    assert (daemon.count(), command.count()) == (2, 2)

    command.forget_all()
    command.append([row(window="w3")])
    daemon.append([row(window="w1"), row(window="w2")])

    assert sorted(event.source for event in daemon.events()) == ["editor/w1", "editor/w2", "editor/w3"]
    assert daemon.count() == 3


def test_a_reader_sees_what_the_daemon_wrote(tmp_path: Path) -> None:
    daemon = open_store(tmp_path)
    daemon.append([row()])
    daemon.put_windows([judged(START_MS)])

    reader = EventStore.open_read_only(tmp_path / "events.db")
    assert [len(list(reader.events())), len(list(reader.windows()))] == [1, 1]

    daemon.append([row()])
    assert len(list(reader.events())) == 2
    reader.close()


def test_a_full_disk_stores_nothing_of_the_batch_and_works_again_with_space(store: EventStore) -> None:
    acknowledged = fill_up(store)
    batch = [row(time_ms=START_MS + 50_000 + number, window="new") for number in range(2000)]

    with pytest.raises(StoreFull, match="disk is full"):
        store.append(batch)
    assert len(list(store.events())) == acknowledged

    store.connection.value("PRAGMA max_page_count = 100000")
    assert store.append(batch) == (2000, 0)
    assert store.count() == acknowledged + 2000
    assert {event.source for event in store.events()} == {"editor/w1", "editor/new"}


def test_a_full_disk_refuses_windows_too_and_reading_goes_on(store: EventStore) -> None:
    acknowledged = fill_up(store)

    with pytest.raises(StoreFull):
        store.put_windows([judged(START_MS + number * 20_000) for number in range(1000)])

    assert list(store.windows()) == []
    assert store.count() == acknowledged


def test_a_stream_of_a_batch_that_failed_is_not_taken_for_known(store: EventStore) -> None:
    fill_up(store)
    with pytest.raises(StoreFull):
        store.append([row(time_ms=START_MS + number, window="new") for number in range(2000)])
    store.connection.value("PRAGMA max_page_count = 100000")

    store.append([row("file_saved", window="new")])

    assert [event.source for event in store.events(kinds=["file_saved"])] == ["editor/new"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=st.lists(st.lists(st.integers(0, 40), max_size=30), max_size=6),
    window=st.sampled_from(["w1", "w2"]),
)
def test_whatever_is_sent_again_each_event_is_there_once(
    batches: list[list[int]], window: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = open_store(tmp_path_factory.mktemp("store"))
    known = [row("cursor_moved", START_MS + number // 4, window=window) for number in range(41)]

    stored = sum(store.append([known[number] for number in batch]).stored for batch in batches)

    sent = {known[number].id for batch in batches for number in batch}
    assert stored == len(sent)
    assert {event.id for event in store.events()} == sent
    store.close()
