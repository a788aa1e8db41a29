"""Which models err otherwise than they did: rows of the ledger that make a training due."""

from collections.abc import Mapping

from undersong.domain.connection import Connection


def note(connection: Connection, model: str, release: str, now_ms: int) -> None:
    """Mark a model for training: the errors of its release changed."""
    connection.run("INSERT INTO drift(model, release, found_ms) VALUES(?, ?, ?)", (model, release, now_ms))


def drifted(connection: Connection, last_ms: Mapping[str, int]) -> tuple[str, ...]:
    """Return the models whose drift was found after they were last trained; `last_ms` tells when that was."""
    rows = connection.rows("SELECT model, max(found_ms) FROM drift GROUP BY model ORDER BY model")
    return tuple(model for model, found_ms in rows if found_ms > last_ms.get(model, 0))
