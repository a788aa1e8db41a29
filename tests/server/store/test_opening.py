"""Whatever became of a database, the store opens, and nothing is thrown away."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from builders.stores import judged, open_store, row
from builders.wire import START_MS
from undersong.domain.clock import HeldClock
from undersong.store.events import EventStore
from undersong.store.ledger import open_ledger

ASIDE = f"events.db.broken-{START_MS}"


def filled(folder: Path) -> Path:
    """Return a database with a few hundred events in it, closed."""
    store = open_store(folder)
    store.append([row(time_ms=START_MS + number) for number in range(400)])
    store.put_windows([judged(START_MS)])
    store.close()
    return folder / "events.db"


def overwrite_all(path: Path) -> None:
    path.write_bytes(b"This is no database, it is a letter. " * 300)


def overwrite_the_header(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scramble_every_page_but_the_first(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


def replace_by_another_programs(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe(name TEXT)")
    connection.commit()
    connection.close()


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = (
    overwrite_all,
    overwrite_the_header,
    cut_in_half,
    scramble_every_page_but_the_first,
    replace_by_another_programs,
    replace_by_a_folder,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_database_is_put_aside_and_a_new_one_begun(damage: Callable[[Path], None], tmp_path: Path) -> None:
    path = filled(tmp_path)
    damage(path)
    left = path.read_bytes() if path.is_file() else None

    store = open_store(tmp_path)

    assert store.problem is not None
    assert ASIDE in str(store.problem)
    assert store.count() == 0
    assert store.append([row()]).stored == 1
    aside = tmp_path / ASIDE
    assert aside.is_dir() if left is None else aside.read_bytes() == left


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_the_ledger_is_put_aside_too(damage: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "undersong.db"
    open_ledger(path).close()
    damage(path)

    ledger = open_ledger(path, HeldClock(5))

    assert ledger.problem is not None
    assert ledger.run("INSERT INTO consent VALUES('recording', 'yes', 1)") == 1
    assert (tmp_path / "undersong.db.broken-5").exists()


def test_the_log_beside_goes_aside_with_it(tmp_path: Path) -> None:
    path = filled(tmp_path)
    overwrite_all(path)
    (tmp_path / "events.db-wal").write_bytes(b"what was committed last")

    open_store(tmp_path).close()

    assert (tmp_path / f"{ASIDE}-wal").read_bytes() == b"what was committed last"


def test_a_second_damage_of_the_same_moment_does_not_overwrite_the_first(tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / "events.db").write_bytes(b"damage %d " % number * 500)
        store = open_store(tmp_path)
        store.close()

    assert (tmp_path / ASIDE).read_bytes().startswith(b"damage 0")
    assert (tmp_path / f"{ASIDE}-1").read_bytes().startswith(b"damage 1")
    assert store.aside_count() == 2


def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    (tmp_path / "events.db").touch()

    assert open_store(tmp_path).problem is None


def test_a_sound_database_has_no_problem_the_next_time(tmp_path: Path) -> None:
    overwrite_all(filled(tmp_path))
    open_store(tmp_path).close()

    store = open_store(tmp_path)

    assert store.problem is None
    assert store.aside_count() == 1


def test_damage_that_shows_itself_later_loses_no_batch(tmp_path: Path) -> None:
    path = filled(tmp_path)
    store = open_store(tmp_path)
    store.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    scramble_every_page_but_the_first(path)
    store.connection.run("PRAGMA cache_size = 0")
    store.connection.run("PRAGMA shrink_memory")

    stored = store.append([row(time_ms=START_MS + 9_000)])

    assert stored.stored == 1
    assert store.problem is not None
    assert [event.time_ms for event in store.events()] == [START_MS + 9_000]


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_database_moved_or_deleted_under_the_daemon_is_begun_anew(is_moved: bool, tmp_path: Path) -> None:
    path = filled(tmp_path)
    store = open_store(tmp_path)
    path.rename(tmp_path / "elsewhere.db") if is_moved else path.unlink()

    store.append([row(time_ms=START_MS + 9_000)])
    store.close()

    assert "moved or deleted" in str(store.problem)
    assert "nothing of it is left" in str(store.problem)
    again = EventStore.open(path, HeldClock(START_MS))
    assert [event.time_ms for event in again.events()] == [START_MS + 9_000]
