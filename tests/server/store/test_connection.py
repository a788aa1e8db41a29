"""SQLite's errors become ours once, and files are private."""

import sqlite3
import stat
from pathlib import Path

import pytest

from builders.stores import open_store, row
from undersong.domain.errors import StoreBusy, StoreDamaged, StoreError, StoreFull
from undersong.store.connection import Database, connect, connect_read_only, translated


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def error_of(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("a sentence that may quote a row")
    error.sqlite_errorcode = code
    error.sqlite_errorname = f"CODE_{code}"
    return error


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = connect(tmp_path / "some.db")
    database.run("CREATE TABLE thing(name TEXT PRIMARY KEY)")
    return database


def test_only_the_owner_can_read_the_files(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home")
    store.append([row()])

    assert mode_of(tmp_path / "home") == 0o700
    assert {mode_of(path) for path in (tmp_path / "home").iterdir()} == {0o600}
    assert len(list((tmp_path / "home").iterdir())) == 3  # the database, its log and the shared memory


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "events.db").touch(mode=0o644)

    open_store(tmp_path).close()

    assert mode_of(tmp_path / "events.db") == 0o600


def test_the_pragmas_hold(tmp_path: Path) -> None:
    database = open_store(tmp_path).connection

    wanted = {
        "journal_mode": "wal",
        "synchronous": 1,
        "auto_vacuum": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "foreign_keys": 1,
    }
    assert {name: database.value(f"PRAGMA {name}") for name in wanted} == wanted


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, StoreFull),
        (sqlite3.SQLITE_IOERR_SHMSIZE, StoreFull),
        (sqlite3.SQLITE_BUSY, StoreBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreBusy),
        (sqlite3.SQLITE_CORRUPT, StoreDamaged),
        (sqlite3.SQLITE_CORRUPT_INDEX, StoreDamaged),
        (sqlite3.SQLITE_NOTADB, StoreDamaged),
        (sqlite3.SQLITE_IOERR_READ, StoreError),
        (sqlite3.SQLITE_READONLY, StoreError),
    ],
)
def test_each_cause_has_its_error_and_no_error_quotes_a_row(code: int, expected: type[StoreError]) -> None:
    found = translated(error_of(code), Path("events.db"))

    assert type(found) is expected
    assert "quote a row" not in str(found)


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def insert_twice() -> None:
        with database.transaction():
            database.run("INSERT INTO thing VALUES('one')")
            database.run("INSERT INTO thing VALUES('one')")

    with pytest.raises(StoreError):
        insert_twice()

    assert database.rows("SELECT * FROM thing") == []
    with database.transaction():
        database.run("INSERT INTO thing VALUES('two')")
    assert database.value("SELECT name FROM thing") == "two"


def test_an_error_of_the_caller_rolls_back_too(database: Database) -> None:
    def insert_and_fail() -> None:
        with database.transaction():
            database.run("INSERT INTO thing VALUES('one')")
            raise KeyError

    with pytest.raises(KeyError):
        insert_and_fail()

    assert database.value("SELECT count(*) FROM thing") == 0


def test_run_and_run_many_tell_how_many_rows_changed(database: Database) -> None:
    assert database.run_many("INSERT INTO thing VALUES(?) ON CONFLICT DO NOTHING", [("a",), ("b",), ("a",)]) == 2
    assert database.run("DELETE FROM thing") == 2
    assert database.value("SELECT name FROM thing") is None


def test_a_lock_held_elsewhere_is_told_as_busy(database: Database) -> None:
    other = connect(database.path)
    other.run("PRAGMA busy_timeout = 10")

    with database.transaction(), pytest.raises(StoreBusy):
        other.run("INSERT INTO thing VALUES('x')")


def test_reading_what_is_not_there_says_who_makes_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="daemon makes it"):
        connect_read_only(tmp_path / "events.db")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_connection_cannot_write(database: Database) -> None:
    reader = connect_read_only(database.path)

    with pytest.raises(StoreError):
        reader.run("INSERT INTO thing VALUES('x')")


def test_a_file_that_was_moved_is_noticed(database: Database) -> None:
    assert database.is_in_place()

    database.path.rename(database.path.with_name("elsewhere.db"))
    assert not database.is_in_place()

    database.path.touch()
    assert not database.is_in_place()
