"""The tables of ``events.db``, step by step. A step that was released is never changed; add one."""

from undersong.store.migrations import Step

STEPS = (
    Step(
        1,
        "Events under their ids, windows with their verdicts, and a small memory.",
        (
            # One number for a window's (source, session) pair: 35 bytes less in every event.
            "CREATE TABLE stream(id INTEGER PRIMARY KEY, source TEXT NOT NULL, session TEXT NOT NULL,"
            " UNIQUE(session, source)) STRICT",
            # A ULID sorts by time, so the key is the order, the range and the guard against duplicates in one.
            "CREATE TABLE event(id TEXT PRIMARY KEY, time_ms INTEGER NOT NULL, seq INTEGER NOT NULL,"
            " kind TEXT NOT NULL, stream INTEGER NOT NULL, subject TEXT, origin TEXT, utcoffset INTEGER NOT NULL,"
            " mono INTEGER NOT NULL, data TEXT NOT NULL, extra TEXT) STRICT, WITHOUT ROWID",
            "CREATE TABLE window(end_ms INTEGER PRIMARY KEY, events INTEGER NOT NULL, state TEXT NOT NULL,"
            " features TEXT NOT NULL, verdicts TEXT NOT NULL) STRICT",
            "CREATE TABLE memory(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        ),
    ),
    Step(
        2,
        "Late events are marked, and hours are summed up before their events go.",
        (
            "ALTER TABLE event ADD COLUMN late INTEGER NOT NULL DEFAULT 0",
            # The session is part of the key: events imported again after they were summed change nothing.
            "CREATE TABLE hour(hour_ms INTEGER NOT NULL, session TEXT NOT NULL, kind TEXT NOT NULL,"
            " events INTEGER NOT NULL, inserted_chars INTEGER NOT NULL, deleted_chars INTEGER NOT NULL,"
            " edit_seconds REAL NOT NULL, passed INTEGER NOT NULL, failed INTEGER NOT NULL,"
            " PRIMARY KEY(hour_ms, session, kind)) STRICT, WITHOUT ROWID",
        ),
    ),
)
