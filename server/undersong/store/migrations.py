"""Numbered steps from an older layout of the tables to this one, forward only."""

from collections.abc import Sequence
from dataclasses import dataclass

from undersong.domain.errors import StoreDamaged, StoreNewer
from undersong.store.connection import Database

# "UNDE": tells a database of ours from any other that lies under the same name.
APPLICATION_ID = 0x554E4445


@dataclass(frozen=True, slots=True)
class Step:
    """What leads from the version before to `number`; committed together with that number, or not at all."""

    number: int
    sentence: str
    statements: tuple[str, ...]


def check_version(database: Database, steps: Sequence[Step]) -> int:
    """Return the version of the tables, 0 for an empty database; reads only.

    Raises
    ------
    StoreNewer
        A newer version wrote it.
    StoreDamaged
        It is some other program's database.
    """
    found = version_of(database)
    if found > steps[-1].number:
        raise StoreNewer(str(database.path), found, steps[-1].number)
    tables = database.value("SELECT count(*) FROM sqlite_master")
    if tables and database.value("PRAGMA application_id") != APPLICATION_ID:
        raise StoreDamaged(str(database.path), "it is another program's database")
    return found


def migrate(database: Database, steps: Sequence[Step]) -> None:
    """Take every step that this database has not taken yet."""
    for step in steps:
        if version_of(database) < step.number:
            take(database, step)


def take(database: Database, step: Step) -> None:
    """Take one step, unless another process took it while we waited for the lock."""
    with database.transaction():
        if version_of(database) >= step.number:
            return
        for statement in step.statements:
            database.run(statement)
        database.run(f"PRAGMA application_id = {APPLICATION_ID}")
        database.run(f"PRAGMA user_version = {step.number}")


def version_of(database: Database) -> int:
    """Return the number of the last step taken."""
    return int(database.value("PRAGMA user_version"))
