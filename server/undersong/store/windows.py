"""The table ``window``: what was judged, with the verdicts of then."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from undersong.domain.state import State
from undersong.domain.verdict import Verdict
from undersong.domain.window import Window
from undersong.store.connection import Database
from undersong.store.memory import PERSONAL, remember
from undersong.store.row import text_of

Judged = tuple[Window, tuple[Verdict, ...], State]

PAGE = 500


def put_windows(database: Database, judged: Sequence[Judged], personal: Mapping[str, Any] | None = None) -> None:
    """Keep windows with their verdicts, and the personal layer after them where one is given, all or nothing.

    A window that is there already stays: what was told is not rewritten.
    """
    rows = [
        (
            window.end_ms,
            window.events,
            state.value,
            text_of(dict(window.features)),
            text_of([verdict.as_dict() for verdict in verdicts]),
        )
        for window, verdicts, state in judged
    ]
    with database.transaction():
        database.run_many("INSERT INTO window VALUES(?, ?, ?, ?, ?) ON CONFLICT(end_ms) DO NOTHING", rows)
        if personal is not None:
            remember(database, PERSONAL, personal)


def read_windows(database: Database, since_ms: int, until_ms: int) -> Iterator[Judged]:
    """Yield the windows that end from `since_ms` to `until_ms`, both included, oldest first."""
    query = "SELECT * FROM window WHERE end_ms BETWEEN ? AND ? ORDER BY end_ms LIMIT ?"
    while page := database.rows(query, (since_ms, until_ms, PAGE)):
        for end_ms, events, state, features, verdicts in page:
            judged = tuple(Verdict.from_dict(plain) for plain in msgspec.json.decode(verdicts))
            yield Window(end_ms, events, msgspec.json.decode(features)), judged, State(state)
        since_ms = page[-1][0] + 1


def last_window_end(database: Database) -> int | None:
    """Return the end of the newest window, or None when there is none."""
    end_ms: int | None = database.value("SELECT max(end_ms) FROM window")
    return end_ms


def first_window_end(database: Database) -> int | None:
    """Return the end of the oldest window, or None when there is none."""
    end_ms: int | None = database.value("SELECT min(end_ms) FROM window")
    return end_ms
