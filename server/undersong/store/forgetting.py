"""Forgetting: what was deleted is in no file any more."""

from undersong.domain.errors import StoreBusy, StoreFull
from undersong.domain.ulid import first_ulid
from undersong.domain.window import SPAN_MS
from undersong.store.connection import Database
from undersong.store.hours import HOUR_MS
from undersong.store.memory import EPISODES, NUDGES, PERSONAL, QUESTIONS, recall, remember
from undersong.store.opening import asides
from undersong.store.streams import prune_streams

FORGETTINGS = "forgettings"
# A pause is an instruction, not a record: forgetting must not switch recording on again.
KEPT = (FORGETTINGS, "pause")
TRACES = (PERSONAL, EPISODES, QUESTIONS)
WISHES = ("patience", "snoozed_until_ms", "is_off")


def forget(database: Database, since_ms: int, until_ms: int) -> int:
    """Delete the events of a range, both ends included, with whatever was made of them; return how many events.

    Windows go that looked at any moment of the range, and the sums of every hour that it touches.
    """
    with database.transaction():
        forgotten = database.run(
            "DELETE FROM event WHERE id >= ? AND id < ?", (first_ulid(since_ms), first_ulid(until_ms + 1))
        )
        database.run("DELETE FROM window WHERE end_ms >= ? AND end_ms <= ?", (since_ms, until_ms + SPAN_MS))
        first, last = since_ms // HOUR_MS * HOUR_MS, until_ms // HOUR_MS * HOUR_MS
        database.run("DELETE FROM hour WHERE hour_ms >= ? AND hour_ms <= ?", (first, last))
        # What was learned and remembered of the person holds traces of the range and cannot be taken apart.
        database.run(f"DELETE FROM memory WHERE key IN ({', '.join('?' * len(TRACES))})", TRACES)  # noqa: S608
        keep_wishes(database)
        prune_streams(database)
        count_forgetting(database)
    erase(database)
    return forgotten


def keep_wishes(database: Database) -> None:
    """Leave of what nudges go by only what the person asked of them: a "never" is an instruction, not a record."""
    kept = recall(database, NUDGES)
    if kept is None:
        return
    budgets = kept.get("policy", {}).get("budgets", {}).items()
    wishes = {name: {wish: budget[wish] for wish in WISHES if wish in budget} for name, budget in budgets}
    remember(database, NUDGES, {"policy": {"budgets": wishes}})


def forget_all(database: Database) -> int:
    """Delete everything, the databases that were put aside included; return how many events there were."""
    with database.transaction():
        forgotten = database.run("DELETE FROM event")
        for table in ("window", "hour", "stream"):
            database.run(f"DELETE FROM {table}")  # noqa: S608 (three words of our own)
        database.run(f"DELETE FROM memory WHERE key NOT IN ({', '.join('?' * len(KEPT))})", KEPT)  # noqa: S608
        count_forgetting(database)
    for aside in asides(database.path):
        aside.unlink(missing_ok=True)
    erase(database)
    return forgotten


def forgettings(database: Database) -> int:
    """Return how often something was forgotten: a daemon that sees it grow drops what it holds in memory."""
    return int((recall(database, FORGETTINGS) or {}).get("times", 0))


def count_forgetting(database: Database) -> None:
    """Let the other processes notice."""
    remember(database, FORGETTINGS, {"times": forgettings(database) + 1})


def erase(database: Database) -> None:
    """Write the file anew and empty the log beside it, so that no page keeps a trace of what was deleted.

    Raises
    ------
    StoreBusy
        Another program reads the file: the rows are deleted, but bytes of them may still lie in the log.
    """
    try:
        database.run("VACUUM")
    except StoreFull:
        # A full disk has no room for a copy. Deleted rows were overwritten where they lay; that must do.
        database.give_back()
    is_busy = database.value("PRAGMA wal_checkpoint(TRUNCATE)")
    if is_busy:
        raise StoreBusy(f"The events are deleted, but the log beside {database.path}")
