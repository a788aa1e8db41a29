"""The training log: what was learned from what, how long it took, and what became of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from undersong.domain.connection import Connection
from undersong.domain.span import rfc3339


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one model in a training.

    Parameters
    ----------
    model, version
        What was trained; no version where no candidate came about.
    decision
        ``promoted``, ``promoted as experimental`` or ``refused``.
    reason
        One sentence.
    against
        The release in service that it was measured against.
    scores, scores_in_service
        Figures of both on the same held-back rows.
    rows
        Labelled rows it could learn from, and be judged on.
    labelling
        What is known of the functions that labelled them.
    """

    model: str
    decision: str
    reason: str
    version: str | None = None
    against: str | None = None
    rows: int = 0
    scores: dict[str, float] = field(default_factory=dict)
    scores_in_service: dict[str, float] = field(default_factory=dict)
    labelling: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_promoted(self) -> bool:
        """The candidate serves."""
        return self.decision.startswith("promoted")


@dataclass(frozen=True, slots=True)
class Training:
    """One row of ``ai_training_logs``. A training that was abandoned is one too, with its `error`."""

    begun_ms: int
    trigger: str
    models: tuple[str, ...]
    data_points: int
    seconds: float
    decisions: tuple[Decision, ...] = ()
    dataset_sha: str | None = None
    peak_rss_mb: float | None = None
    cpu_seconds: float | None = None
    error: str | None = None

    @property
    def is_success(self) -> bool:
        """It came to a decision on every model."""
        return self.error is None


def write(connection: Connection, training: Training) -> None:
    """Add a training to the log."""
    connection.run(
        "INSERT INTO ai_training_logs(timestamp, trigger, models_trained, data_points, dataset_sha, success,"
        " training_duration_seconds, gate, peak_rss_mb, cpu_seconds, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            text_of_time(training.begun_ms),
            training.trigger,
            json.dumps(training.models),
            training.data_points,
            training.dataset_sha,
            int(training.is_success),
            round(training.seconds, 3),
            json.dumps([asdict(decision) for decision in training.decisions], ensure_ascii=False),
            training.peak_rss_mb,
            training.cpu_seconds,
            training.error,
        ],
    )


def last_trained_ms(connection: Connection) -> dict[str, int]:
    """Return model → when it was last trained to a decision."""
    latest: dict[str, int] = {}
    query = "SELECT timestamp, models_trained FROM ai_training_logs WHERE success = 1 ORDER BY timestamp"
    for timestamp, models in connection.rows(query):
        latest |= dict.fromkeys(json.loads(models), time_of_text(timestamp))
    return latest


def decisions(connection: Connection, model: str) -> list[tuple[str, dict[str, Any]]]:
    """Return every decision on a model with its time, newest first."""
    rows = connection.rows("SELECT timestamp, gate FROM ai_training_logs WHERE gate IS NOT NULL ORDER BY id DESC")
    return [(time, plain) for time, gate in rows for plain in json.loads(gate) if plain["model"] == model]


def text_of_time(time_ms: int) -> str:
    """Return RFC 3339 in UTC, to the millisecond: it sorts as text."""
    return rfc3339(time_ms)


def time_of_text(text: str) -> int:
    """Return milliseconds since the epoch."""
    return round(datetime.fromisoformat(text).timestamp() * 1000)
