"""What became of one's own suggestions, in figures: whole, and for each kind of work apart."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from undersong.domain.event import Event
from undersong.domain.suggestion import Outcome
from undersong.learning.adapting.outcomes import Row, join
from undersong.learning.material.scoring import auc, average_precision, brier, ece

# Figures of fewer suggestions are chance.
LEAST_ROWS = 20
NOTE = (
    "Of your own suggestions, as they were shown: what a gate kept back is not among them but for what was explored, "
    "so a ranking looks harder here than it is."
)


def accept_figures(events: Iterable[Event]) -> dict[str, Any]:
    """Return how well the confidence told what would be taken, and how much was kept, with a list of slices."""
    rows = [row for row in join(events) if row.outcome is not None]
    found: dict[str, Any] = {"task": "accept", "n": len(rows), "positives": sum(row.is_taken for row in rows)}
    return {**found, **ranked(rows), **kept(rows), "slices": slices(rows), "note": NOTE}


def ranked(rows: Sequence[Row]) -> dict[str, float | None]:
    """Return AUC, average precision, Brier score and calibration error of the confidence; None of too few rows."""
    sure = [row for row in rows if isinstance(row.facts.get("confidence"), int | float)]
    taken = np.array([row.is_taken for row in sure], np.float64)
    if len(sure) < LEAST_ROWS or not 0 < taken.sum() < len(taken):
        return dict.fromkeys(("auc", "ap", "brier", "ece"))
    said = np.array([row.facts["confidence"] for row in sure], np.float64)
    figures = {"auc": auc(said, taken), "ap": average_precision(said, taken), "brier": brier(said, taken)}
    return {name: round(float(value), 4) for name, value in {**figures, "ece": ece(said, taken)}.items()}


def kept(rows: Sequence[Row]) -> dict[str, Any]:
    """Return how many were shown, taken and dismissed, and the characters that were taken and kept a suggestion.

    Texts that nobody looked at again are left out of what was kept.
    """
    rewards = [row.reward for row in rows if row.reward is not None]
    shares = [row.kept_share for row in rows if row.is_taken and row.kept_share is not None]
    return {
        "shown": len(rows),
        "taken_share": share(sum(row.is_taken for row in rows), len(rows)),
        "dismissed_share": share(sum(row.outcome is Outcome.DISMISSED for row in rows), len(rows)),
        "kept_share": share(sum(shares), len(shares)),
        "kept_chars": share(sum(rewards), len(rewards)),
    }


def slices(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the same for each kind of work, the most frequent first; what was shown without one is left out."""
    names = sorted({str(row.facts["slice"]) for row in rows if "slice" in row.facts})
    found = [{"slice": name, **kept([row for row in rows if row.facts.get("slice") == name])} for name in names]
    return sorted(found, key=lambda each: (-each["shown"], each["slice"]))


def share(part: float, whole: int) -> float | None:
    """Return part of whole; None of nothing."""
    return round(part / whole, 4) if whole else None
