"""One open SQLite database, and the only place where SQLite's errors become ours."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from undersong.domain.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreUnreadable

# Long enough to outwait another process's `forget`, which rewrites the file.
BUSY_MS = 5_000
# The first byte of an extended code names the family (sqlite.org/rescode.html).
FAMILY = 0xFF
FULL = {sqlite3.SQLITE_FULL}
# The shared-memory file beside the database could not grow: a full disk, met a moment earlier.
FULL_EXTENDED = {sqlite3.SQLITE_IOERR_SHMSIZE}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}

PRAGMAS = (
    f"busy_timeout = {BUSY_MS}",
    # Must come before the first table and before WAL mode; forgotten rows then give their pages back.
    "auto_vacuum = INCREMENTAL",
    "journal_mode = WAL",
    "cache_size = -4000",
    # 8 MB of log: an eighth less time a row than with SQLite's 1000 pages; longer ones made single commits slow.
    "wal_autocheckpoint = 2000",
    "journal_size_limit = 16777216",
    "foreign_keys = ON",
    # A database from elsewhere must not run functions that its schema names.
    "trusted_schema = OFF",
    # Deleted rows are overwritten, not merely unlinked.
    "secure_delete = ON",
)


class Database:
    """A `Connection`: one open SQLite database. Used by one thread.

    `problem` tells of a database that stood here, did not open and was put aside.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.problem: StoreUnreadable | None = None
        self._connection = connection
        self._inode = path.stat().st_ino

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute one statement and return the number of rows it changed."""
        with self._translated():
            return self._connection.execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Execute one statement for every row and return the number of rows changed."""
        with self._translated():
            before = self._connection.total_changes
            self._connection.executemany(sql, rows)
            return self._connection.total_changes - before

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with self._translated():
            return self._connection.execute(sql, values).fetchall()

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None without a row."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def give_back(self) -> None:
        """Return free pages to the disk; the file is shorter after the next checkpoint."""
        with self._translated():
            # As a script: SQLite frees a page a step, and `execute` takes a single one.
            self._connection.executescript("PRAGMA incremental_vacuum")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock; commit at the end, roll back on an exception."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # A full disk may have ended the transaction already.
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    def is_in_place(self) -> bool:
        """Tell whether the file is still the one that was opened; writing to an unlinked one would lose events."""
        try:
            return self.path.stat().st_ino == self._inode
        except OSError:
            return False

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise translated(error, self.path) from error


def connect(path: Path) -> Database:
    """Open a database for writing, readable by its owner alone; it is made when it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        # SQLite would make the file with the umask's mode; its -wal and -shm take the mode of the file.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
        return Database(path, sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000))
    except IsADirectoryError as error:
        raise StoreDamaged(str(path), "it is a folder") from error
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except OSError as error:
        raise StoreError(f"{path} cannot be opened ({error.strerror}); check who owns it.") from error


def connect_read_only(path: Path) -> Database:
    """Open a database that another process writes."""
    if not path.exists():
        raise StoreError(f"{path} is not there; the daemon makes it when it starts.")
    try:
        return Database(path, sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None))
    except sqlite3.Error as error:
        raise translated(error, path) from error


def configure(database: Database, synchronous: str) -> None:
    """Set what holds for every connection that writes.

    `synchronous` is ``NORMAL`` or ``FULL``: they differ in what survives a power cut; a crash loses nothing in both.
    """
    for pragma in (*PRAGMAS, f"synchronous = {synchronous}"):
        database.run(f"PRAGMA {pragma}")


def translated(error: sqlite3.Error, path: Path) -> StoreError:
    """Return our error for SQLite's; its text names no value of a row."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & FAMILY in FULL or code in FULL_EXTENDED:
        return StoreFull(str(path))
    if code & FAMILY in BUSY:
        return StoreBusy(str(path))
    if code & FAMILY in DAMAGED:
        return StoreDamaged(str(path), getattr(error, "sqlite_errorname", "not a database"))
    return StoreError(f"{path} could not be used ({getattr(error, 'sqlite_errorname', type(error).__name__)}).")
