"""What every part of a report comes down to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from undersong.domain.event import Event

Row = tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The figures behind a chart. Every chart has one, for those who read rather than see."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the report, answered in words, as a chart and as a table.

    `spec` is Vega-Lite 6 with its data inside, or None when there is nothing to draw.
    """

    id: str
    title: str
    words: str
    spec: Mapping[str, Any] | None = None
    table: Table = field(default_factory=lambda: Table(()))

    def as_dict(self) -> dict[str, Any]:
        """Return the section as the protocol writes it."""
        return {
            "id": self.id,
            "title": self.title,
            "words": self.words,
            "spec": None if self.spec is None else dict(self.spec),
            "table": {"columns": list(self.table.columns), "rows": [list(row) for row in self.table.rows]},
        }


class Part(Protocol):
    """Reads events one by one, in order, and keeps only what it needs: a month of them need not fit in memory."""

    def feed(self, event: Event) -> None:
        """Take the next event."""
        ...
