"""The table ``memory``: small things that outlive the daemon, such as a pause or what was dismissed."""

from collections.abc import Mapping
from typing import Any

import msgspec

from undersong.store.connection import Database
from undersong.store.row import text_of

# What the detectors learned of the person, as the worker gives it.
PERSONAL = "personal"
# What the nudge policy goes by and the trouble that stands, the episodes that were, and what was asked.
NUDGES, EPISODES, QUESTIONS = "nudges", "episodes", "questions"


def remember(database: Database, key: str, value: Mapping[str, Any]) -> None:
    """Keep a value under a key, in place of what was there."""
    sql = "INSERT INTO memory VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    database.run(sql, (key, text_of(dict(value))))


def remember_together(database: Database, values: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep several values that belong together, all or none."""
    with database.transaction():
        for key, value in values.items():
            remember(database, key, value)


def recall(database: Database, key: str) -> dict[str, Any] | None:
    """Return what was kept under a key, or None."""
    text = database.value("SELECT value FROM memory WHERE key = ?", (key,))
    return None if text is None else msgspec.json.decode(text, type=dict)
