"""The table ``stream``: one number for each (source, session) pair, so that events need not repeat it."""

from undersong.store.connection import Database

# A stream is a stretch of work in one window; a year holds a few thousand.
MOST_CACHED = 10_000


class Streams(dict[tuple[str, str], int]):
    """Pair → number. A pair that is not cached is looked up or added; use it within a transaction.

    Call `refresh` when a transaction begins, and `clear` when it failed: what it added is not in the table.
    """

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._version: int | None = None

    def refresh(self) -> None:
        """Drop the cache when another process wrote (it may have forgotten streams), or when it grew too large."""
        version = self._database.value("PRAGMA data_version")
        if version != self._version or len(self) > MOST_CACHED:
            self.clear()
        self._version = version

    def __missing__(self, pair: tuple[str, str]) -> int:
        """Look the pair up; add it when it is new."""
        source, session = pair
        query = "SELECT id FROM stream WHERE session = ? AND source = ?"
        number = self._database.value(query, (session, source))
        if number is None:
            self._database.run("INSERT INTO stream(source, session) VALUES(?, ?)", pair)
            number = self._database.value("SELECT last_insert_rowid()")
        self[pair] = int(number)
        return int(number)


def prune_streams(database: Database) -> None:
    """Delete the streams that no event belongs to any more."""
    database.run("DELETE FROM stream WHERE id NOT IN (SELECT stream FROM event)")
