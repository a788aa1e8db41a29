"""Every older version opens; a newer one is left alone."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from builders.stores import judged, open_store, row
from undersong.domain.clock import HeldClock
from undersong.domain.errors import StoreError, StoreNewer
from undersong.store import event_steps, ledger_steps
from undersong.store.connection import connect
from undersong.store.events import EventStore
from undersong.store.ledger import open_ledger
from undersong.store.migrations import Step, migrate, version_of

OLDER = Path(__file__).parent / "older"
FAMILIES: dict[str, Sequence[Step]] = {"events": event_steps.STEPS, "ledger": ledger_steps.STEPS}


def make_older(path: Path, name: str) -> Path:
    """Make a database as an older version left it."""
    connection = sqlite3.connect(path)
    connection.executescript((OLDER / f"{name}.sql").read_text())
    connection.close()
    return path


def layout(path: Path) -> list[tuple[str, str]]:
    """Return what the tables look like, told by SQLite itself, blanks aside."""
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT m.name, group_concat(c.name || ' ' || c.type || ' ' || c.pk || ' ' || c.\"notnull\")"
        " FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name ORDER BY 1"
    ).fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_steps_count_up_by_one_and_say_what_they_do(family: str) -> None:
    steps = FAMILIES[family]

    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert all(step.sentence.endswith(".") and step.statements for step in steps)


@pytest.mark.parametrize("family", FAMILIES)
def test_there_is_a_database_of_every_older_version(family: str) -> None:
    kept = {path.name for path in OLDER.glob(f"{family}-*.sql")}

    assert kept == {f"{family}-{step.number}.sql" for step in FAMILIES[family][:-1]}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_first_step_still_makes_what_it_made_when_it_was_released(family: str, tmp_path: Path) -> None:
    database = connect(tmp_path / "now.db")
    migrate(database, FAMILIES[family][:1])
    database.close()

    assert layout(tmp_path / "now.db") == layout(make_older(tmp_path / "then.db", f"{family}-1"))


@pytest.mark.parametrize("name", sorted(path.stem for path in OLDER.glob("*.sql")))
def test_every_older_version_becomes_this_one(name: str, tmp_path: Path) -> None:
    steps = FAMILIES[name.split("-")[0]]
    older, new = connect(make_older(tmp_path / "older.db", name)), connect(tmp_path / "new.db")

    for database in (older, new):
        migrate(database, steps)
        database.close()

    assert layout(tmp_path / "older.db") == layout(tmp_path / "new.db")


def test_events_of_the_first_version_are_all_there(tmp_path: Path) -> None:
    make_older(tmp_path / "events.db", "events-1")

    store = EventStore.open(tmp_path / "events.db", HeldClock(1763698400000))

    (pair,) = store.events_with_lateness()
    event, is_late = pair
    assert (event.id, event.source, event.extra) == (
        "01KAJ9S8QVCNW62VBGDHJJTB9H",
        "editor/w1",
        {"traceparent": "00-ab"},
    )
    assert not is_late
    assert store.last_window_end() == 1763698340000
    assert store.recall("pause") == {"paused": True, "until_ms": None}
    assert store.problem is None
    assert store.append([row()]).stored == 1


def test_the_ledger_of_the_first_version_keeps_its_consent(tmp_path: Path) -> None:
    ledger = open_ledger(make_older(tmp_path / "undersong.db", "ledger-1"))

    assert ledger.rows("SELECT * FROM consent") == [("recording", "yes", 1763698320123)]
    assert ledger.run("INSERT INTO lease VALUES('train', 1, 'boot', 2)") == 1


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    database = connect(tmp_path / "some.db")
    good = Step(1, "Good.", ("CREATE TABLE a(x)",))
    bad = Step(2, "Bad.", ("CREATE TABLE b(x)", "CREATE TABLE b(x)"))

    with pytest.raises(StoreError):
        migrate(database, (good, bad))

    assert version_of(database) == 1
    assert database.rows("SELECT name FROM sqlite_master") == [("a",)]


def test_a_newer_database_is_refused_with_a_sentence_and_not_touched(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.append([row()])
    store.put_windows([judged(20_000)])
    store.connection.run("PRAGMA user_version = 99")
    store.close()
    path = tmp_path / "events.db"
    before = hashlib.sha256(path.read_bytes()).hexdigest()

    with pytest.raises(StoreNewer, match=r"newer Undersong .*99, this one knows 2.*nothing was changed"):
        open_store(tmp_path)
    assert [found.name for found in tmp_path.iterdir()] == ["events.db"]

    with pytest.raises(StoreNewer):
        EventStore.open_read_only(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    before = layout(tmp_path / "events.db")

    open_store(tmp_path).close()

    assert layout(tmp_path / "events.db") == before
