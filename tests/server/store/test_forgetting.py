"""What was forgotten is in no file any more."""

from pathlib import Path

import pytest

from builders.stores import judged, open_store, row
from builders.wire import START_MS
from undersong.domain.errors import StoreBusy
from undersong.domain.settings import Settings
from undersong.domain.window import SPAN_MS, STEP_MS
from undersong.nudges.budget import NEVER, Budget
from undersong.nudges.policy import Policy
from undersong.store.connection import connect_read_only
from undersong.store.events import EventStore
from undersong.store.hours import HOUR_MS

HOUR = START_MS // HOUR_MS * HOUR_MS
TRACE = "plantedmarker"


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_store(tmp_path)


def traces(folder: Path, marker: str = TRACE) -> list[str]:
    """Return the files that hold the marker."""
    return [path.name for path in folder.iterdir() if marker.encode() in path.read_bytes()]


def test_the_events_of_a_range_go_with_both_its_ends(store: EventStore) -> None:
    store.append([row(time_ms=START_MS + number) for number in range(5)])

    assert store.forget(START_MS + 1, START_MS + 3) == 3
    assert [event.time_ms - START_MS for event in store.events()] == [0, 4]
    assert store.count() == 2


def test_every_window_that_looked_at_the_range_goes(store: EventStore) -> None:
    ends = [START_MS + number * STEP_MS for number in range(-2, SPAN_MS // STEP_MS + 3)]
    store.put_windows([judged(end) for end in ends])

    store.forget(START_MS, START_MS)

    left = [window.end_ms - START_MS for window, _, _ in store.windows()]
    assert left == [-2 * STEP_MS, -STEP_MS, SPAN_MS + STEP_MS, SPAN_MS + 2 * STEP_MS]


def test_the_sums_of_touched_hours_go_even_when_their_events_went_before(tmp_path: Path) -> None:
    store = open_store(tmp_path, now_ms=START_MS + 90 * 86_400_000)
    store.append([row("file_saved", HOUR + number * HOUR_MS) for number in range(4)])
    store.retain(Settings())
    assert len(list(store.hours())) == 4

    store.forget(HOUR + HOUR_MS + 5, HOUR + 2 * HOUR_MS)

    assert [(hour.hour_ms - HOUR) // HOUR_MS for hour in store.hours()] == [0, 3]


def test_no_file_holds_a_trace_of_what_was_forgotten(store: EventStore, tmp_path: Path) -> None:
    keep = [row("test_run", START_MS + 100_000 + number, test__runner="kept") for number in range(300)]
    gone = [row("test_run", START_MS + number, test__runner=TRACE) for number in range(300)]
    store.append(keep + gone)
    store.append([row("test_run", START_MS + 1, window=TRACE)])
    assert traces(tmp_path)

    store.forget(START_MS, START_MS + 50_000)

    assert traces(tmp_path) == []
    assert store.count() == 300


def test_events_that_retention_deletes_leave_no_trace_in_the_database(tmp_path: Path) -> None:
    store = open_store(tmp_path, now_ms=START_MS + 90 * 86_400_000)
    store.append([row("test_run", START_MS + number, test__runner=TRACE) for number in range(300)])

    store.retain(Settings())
    store.close()

    assert traces(tmp_path) == []


def test_forgetting_everything_leaves_an_empty_store_and_no_trace(store: EventStore, tmp_path: Path) -> None:
    store.append([row("test_run", test__runner=TRACE)])
    store.put_windows([judged(START_MS)])
    store.remember("places", {"dismissed": TRACE})
    (tmp_path / "events.db.broken-5").write_text(TRACE)
    (tmp_path / "events.db.broken-5-wal").write_text(TRACE)

    assert store.forget_all() == 1

    assert traces(tmp_path) == []
    assert (list(store.events()), list(store.windows()), list(store.hours())) == ([], [], [])
    assert store.recall("places") is None
    assert store.aside_count() == 0
    assert store.append([row()]).stored == 1


def test_a_pause_is_not_forgotten(store: EventStore) -> None:
    store.remember("pause", {"paused": True})

    store.forget_all()

    assert store.recall("pause") == {"paused": True}


def test_what_was_remembered_of_a_range_goes_with_it_and_what_was_asked_of_nudges_stays(
    store: EventStore, tmp_path: Path
) -> None:
    policy = Policy()
    policy.restore({"budgets": {"stuck": Budget(((TRACE, False),), START_MS, snoozed_until_ms=NEVER).as_dict()}})
    store.remember("nudges", {"policy": {**policy.as_dict(), "unusual_ms": START_MS}, "episodes": {TRACE: START_MS}})
    for key in ("episodes", "questions", "personal"):
        store.remember(key, {TRACE: START_MS})
    store.remember("dismissed_hints", {"kinds": {}})

    store.forget(START_MS, START_MS + 1)

    assert [store.recall(key) for key in ("episodes", "questions", "personal")] == [None] * 3
    assert store.recall("dismissed_hints") == {"kinds": {}}
    assert (traces(tmp_path), traces(tmp_path, str(START_MS))) == ([], [])
    policy.restore(store.recall("nudges")["policy"])
    assert policy.as_dict()["budgets"]["stuck"] == Budget(snoozed_until_ms=NEVER).as_dict()


def test_forgetting_a_range_before_anything_was_remembered_is_fine(store: EventStore) -> None:
    store.forget(START_MS, START_MS + 1)

    assert store.recall("nudges") is None


def test_another_process_notices_that_something_was_forgotten(store: EventStore, tmp_path: Path) -> None:
    daemon = open_store(tmp_path)
    before = daemon.forgettings()

    store.forget(0, 1)
    store.forget_all()

    assert daemon.forgettings() == before + 2


def test_forgetting_a_range_without_events_is_fine(store: EventStore) -> None:
    store.append([row()])

    assert store.forget(0, START_MS - 1) == 0
    assert store.count() == 1


def test_a_reader_in_the_way_is_told_of_and_the_rows_are_deleted(store: EventStore, tmp_path: Path) -> None:
    store.append([row(time_ms=START_MS + number) for number in range(50)])
    store.connection.run("PRAGMA busy_timeout = 20")
    reader = connect_read_only(tmp_path / "events.db")
    reader.run("BEGIN")
    reader.rows("SELECT * FROM event")

    with pytest.raises(StoreBusy):
        store.forget_all()

    reader.close()
    assert store.count() == 0


def test_a_disk_without_room_for_a_copy_still_forgets(store: EventStore, tmp_path: Path) -> None:
    store.append([row("test_run", START_MS + number, test__runner=TRACE) for number in range(3000)])
    store.connection.value("PRAGMA max_page_count = 1")

    assert store.forget_all() == 3000

    assert traces(tmp_path) == []
