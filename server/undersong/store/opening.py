"""Opening a database whatever became of it: an unreadable one is put aside and a new one begun."""

from collections.abc import Sequence
from pathlib import Path

from undersong.domain.errors import StoreDamaged, StoreUnreadable
from undersong.store.connection import Database, configure, connect
from undersong.store.migrations import Step, check_version, migrate

# SQLite keeps what is committed but not yet in the database in these; without them the copy would be a torso.
COMPANIONS = ("-wal", "-shm")


def open_database(path: Path, steps: Sequence[Step], synchronous: str, now_ms: int) -> Database:
    """Return the database, migrated; `problem` is set when what stood here had to be put aside.

    Raises
    ------
    StoreNewer
        A newer version wrote it; it was not touched.
    """
    try:
        database = connect(path)
    except StoreDamaged as damage:
        return begin_anew(path, steps, synchronous, put_aside(path, now_ms), damage.finding)
    try:
        make_ready(database, steps, synchronous)
    except StoreDamaged as damage:
        return begin_anew(path, steps, synchronous, part_with(database, now_ms), damage.finding)
    except BaseException:
        database.close()
        raise
    return database


def make_ready(database: Database, steps: Sequence[Step], synchronous: str) -> None:
    """Look at the version and both ends of every table, then migrate."""
    check_version(database, steps)
    configure(database, synchronous)
    probe(database)
    migrate(database, steps)


def begin_anew(path: Path, steps: Sequence[Step], synchronous: str, aside: Path, finding: str) -> Database:
    """Return an empty database in place of one that was put aside, and have it tell of that."""
    database = connect(path)
    make_ready(database, steps, synchronous)
    database.problem = StoreUnreadable(str(path), str(aside) if aside.exists() else None, finding)
    return database


def part_with(database: Database, now_ms: int) -> Path:
    """Put aside a database that is open, close it, and return where it lies now.

    The names go first: SQLite empties and deletes the log of a database that is closed under its own name, and the log
    may hold what can still be saved. Windows renames no open file; there the log is lost.
    """
    try:
        aside = put_aside(database.path, now_ms)
        database.close()
    except PermissionError:
        database.close()
        aside = put_aside(database.path, now_ms)
    return aside


def put_aside(path: Path, now_ms: int) -> Path:
    """Rename a database with its companions to ``<name>.broken-<time>`` and return where it lies now."""
    aside, number = path.with_name(f"{path.name}.broken-{now_ms}"), 1
    while aside.exists():
        aside, number = path.with_name(f"{path.name}.broken-{now_ms}-{number}"), number + 1
    for ending in ("", *COMPANIONS):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def asides(path: Path) -> list[Path]:
    """Return the databases that were put aside, with their companions."""
    return sorted(path.parent.glob(f"{path.name}.broken-*"))


def probe(database: Database) -> None:
    """Read both ends of every table: finds a cut or overwritten file in a millisecond.

    A full check takes seconds. Damage in the middle shows itself when it is met, and the file is put aside then.
    """
    for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        keys = database.rows("SELECT name FROM pragma_table_info(?) WHERE pk = 1", (name,))
        order = f'"{keys[0][0]}"' if keys else "rowid"
        for direction in ("ASC", "DESC"):
            database.rows(f'SELECT * FROM "{name}" ORDER BY {order} {direction} LIMIT 1')  # noqa: S608 (our own tables)
