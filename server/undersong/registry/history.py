"""Which release answered since when, and why it was put there."""

from dataclasses import dataclass

from undersong.domain.connection import Connection

# How the reason of a fallback begins: the first word of `ReleaseUnreadable`.
FALLBACK_MARK = "Release "


@dataclass(frozen=True, slots=True)
class Deployment:
    """One row of the ledger. `id` counts up, so that another process notices a new one."""

    id: int
    model: str
    version: str
    since_ms: int
    reason: str

    @property
    def is_fallback(self) -> bool:
        """It serves because the one before it could not be read."""
        return self.reason.startswith(FALLBACK_MARK)


def deployments(connection: Connection, model: str) -> list[Deployment]:
    """Return all deployments of a model, newest first."""
    rows = connection.rows(
        "SELECT rowid, model, version, since_ms, reason FROM deployment WHERE model = ? ORDER BY rowid DESC", [model]
    )
    return [Deployment(*row) for row in rows]


def latest_ids(connection: Connection) -> dict[str, int]:
    """Return model → id of its newest deployment: what to compare to notice a change from outside."""
    return dict(connection.rows("SELECT model, max(rowid) FROM deployment GROUP BY model"))


def record(connection: Connection, model: str, version: str, since_ms: int, reason: str) -> None:
    """Write that a version answers from now on."""
    connection.run(
        "INSERT INTO deployment(model, version, since_ms, reason) VALUES (?, ?, ?, ?)",
        [model, version, since_ms, reason],
    )
