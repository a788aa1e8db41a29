"""How an anomaly detector is judged without labels: by odd windows that we plant among a person's own."""

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from undersong.learning.material.scoring import auc
from undersong.learning.validation import EXPERIMENTAL, LEAST_SESSIONS, REFUSED, Numbers, Ruling, interval

# A planted window is a real one in which so many features take values from anywhere in twice the range that was seen.
PLANTED_FEATURES = 3
# A detector of the unusual that finds more than one real window in twenty unusual is of no use.
MOST_ALARMS = 0.05


def plant(rows: Sequence[Sequence[float]], seed: int) -> NDArray[np.float64]:
    """Return one odd window for each real one."""
    real = np.array(rows, dtype=np.float64)
    chance = np.random.default_rng(seed)
    low, high = np.fmin.reduce(real), np.fmax.reduce(real)  # both pass over what is not known
    reach = np.where(high > low, high - low, np.maximum(np.abs(high), 1.0))
    odd = real.copy()
    for row in odd:
        columns = chance.choice(len(row), size=min(PLANTED_FEATURES, len(row)), replace=False)
        row[columns] = (low + reach * chance.uniform(-0.5, 1.5, size=len(row)))[columns]
    return odd


def plant_session(windows: Sequence[Numbers], low: Numbers, high: Numbers, chance: random.Random) -> list[Numbers]:
    """Return a session's windows with some features odd throughout: each the same value from twice its range."""
    reach = np.where(high > low, high - low, np.maximum(np.abs(high), 1.0))
    odd = {
        column: low[column] + reach[column] * chance.uniform(-0.5, 1.5)
        for column in chance.sample(range(len(low)), PLANTED_FEATURES)
    }
    planted = [window.copy() for window in windows]
    for window in planted:
        window[list(odd)] = list(odd.values())
    return planted


def rule_planted(
    candidate: tuple[Numbers, Numbers],
    in_service: tuple[Numbers, Numbers],
    sessions: Sequence[str],
    enter: float,
    whole_sessions: int,
    seed: int,
) -> Ruling:
    """Return the ruling on a detector of the unusual, which never claims accuracy.

    Each side gives its probabilities of the real windows, then of the planted ones. `sessions` are the real rows'.
    """
    scores, others = planted_figures(candidate, enter), planted_figures(in_service, enter)
    beside = f"it tells planted from real windows with AUC {scores['auc']:.2f} against {others['auc']:.2f}"
    decision, reason = REFUSED, ""
    low, high = interval(sessions, lambda drawn: _auc(candidate, drawn) - _auc(in_service, drawn), seed)
    if whole_sessions < LEAST_SESSIONS:
        reason = f"{whole_sessions} whole sessions could be held back and {LEAST_SESSIONS} are needed; {beside}."
    elif scores["alarm_share"] > MOST_ALARMS:
        reason = f"It would call {scores['alarm_share']:.0%} of real windows unusual; {beside}."
    elif low <= 0:
        reason = f"It may be worse or luck: {beside} (difference between {low:+.2f} and {high:+.2f})."
    else:
        decision = EXPERIMENTAL
        reason = f"It knows these habits better: {beside} (difference between {low:+.2f} and {high:+.2f})."
    return Ruling(decision, reason, scores, others)


def planted_figures(said: tuple[Numbers, Numbers], enter: float) -> dict[str, float]:
    """Return how well real and planted windows are told apart, and how many real ones raise an alarm."""
    ones = np.ones(len(said[0]))
    return {"auc": round(_auc(said, ones), 4), "alarm_share": round(float(np.mean(said[0] >= enter)), 4)}


def _auc(said: tuple[Numbers, Numbers], drawn: Numbers) -> float:
    real, planted = said
    labels = np.concatenate([np.zeros(len(real)), np.ones(len(planted))])
    return auc(np.concatenate([real, planted]), labels, np.concatenate([drawn, drawn]))
