"""The seam to a database, so that whoever keeps a table need not know who opened the file."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Connection(Protocol):
    """One open SQLite database, already migrated. `store` makes them; the roots hand them out."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute one statement and return the number of rows it changed."""
        ...

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Execute one statement for every row and return the number of rows changed."""
        ...

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the write lock; commit at the end, roll back on an exception."""
        ...
