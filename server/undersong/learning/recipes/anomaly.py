"""The recipe of `anomaly`: how unlike usual work is a window?

Usual is what simulated professionals do, drawn from aggregates over 83 developers; no row of a person is used. An
isolation forest ranks windows by how soon chance cuts them off; the probability is the share of usual windows that
rank lower. Experimental: what is odd for one person is a habit of another, until windows of one's own are learned.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from undersong.domain.errors import TooFewExamples
from undersong.domain.window import Window
from undersong.features.rolling import Rolling
from undersong.learning.material.dataset import PRIVATE, Candidate, Dataset, row_of
from undersong.learning.recipes.base import DAY_MS, Labels, Recipe
from undersong.learning.recipes.simulation import ORIGIN_MS, Person, read_aggregates

FEATURES = (
    "edit_share",
    "navigation_share",
    "debug_share",
    "focus_share",
    "command_share",
    "actions",
    "active_seconds",
    "navigation_entropy",
    "pauses_medium",
    "pauses_long",
)
PEOPLE, SESSIONS = 60, 2
TREES, CONTAMINATION = 100, 0.1
# One window in 200 is told as unusual, and three in a row are needed: well under one a day.
ENTER = 0.995
HYSTERESIS = 0.15
LEAST_ROWS = 500
KNOTS = 200


class AnomalyRecipe(Recipe):
    """An isolation forest with a rank behind it."""

    name: ClassVar[str] = "anomaly"
    features: ClassVar[tuple[str, ...]] = FEATURES

    def prior(self, folder: Path) -> Dataset:
        """Simulate sessions from the aggregates in `folder`."""
        aggregates = read_aggregates(folder)
        windows = [(f"person {n}", window) for n in range(PEOPLE) for window in simulated(Person(aggregates, n))]
        source = {"name": "simulated from own aggregates over 83 developers", "licence": "own", "rows": len(windows)}
        return unlabelled(windows, (source,))

    def live(self, windows: Sequence[Window], labels: Labels) -> Dataset:  # noqa: ARG002 - oddness needs no labels
        """Return all windows that were judged; labels are not looked at."""
        chosen = [(f"day {window.end_ms // DAY_MS}", window) for window in windows if window.events]
        return unlabelled(chosen, ({"name": "windows of this machine", "licence": PRIVATE, "rows": len(chosen)},))

    def train(self, dataset: Dataset, seed: int, base: bytes | None = None) -> Candidate:  # noqa: ARG002
        """Learn a forest from nothing; what is usual has no base to correct."""
        if len(dataset) < LEAST_ROWS:
            raise TooFewExamples(self.name, len(dataset), LEAST_ROWS)
        return from_nothing(self.name, dataset, seed)


def from_nothing(name: str, dataset: Dataset, seed: int) -> Candidate:
    """Fit, rank and export."""
    import numpy as np
    from sklearn.ensemble import IsolationForest

    from undersong.learning.material.served import served
    from undersong.learning.recipes.forest import export

    rows = np.array(dataset.rows, np.float32)
    middle = np.nan_to_num(np.nanmedian(rows, axis=0))
    filled = np.where(np.isnan(rows), middle, rows)
    forest = IsolationForest(contamination=CONTAMINATION, n_estimators=TREES, random_state=seed).fit(filled)
    data = export(forest, filled, middle.tolist(), KNOTS)
    ranks = served(data, dataset.rows)
    usual = {f"usual.{feature}": round(float(value), 6) for feature, value in zip(FEATURES, middle, strict=True)}
    thresholds = {"enter": ENTER, "leave": ENTER - HYSTERESIS, **usual}
    scores = {"alarm_share": round(float(np.mean(ranks >= ENTER)), 4)}
    return Candidate(name, data, dataset.features, thresholds, scores, dataset.summary())


def simulated(person: Person) -> list[Window]:
    """Return the windows of some sessions, half a day apart."""
    windows = []
    for n in range(SESSIONS):
        rolling: Rolling = Rolling()
        for event in person.session(ORIGIN_MS + n * DAY_MS // 2):
            rolling.feed(event)
        windows += [rolling.close(end_ms) for end_ms in rolling.due(2**62)]
    return windows


def unlabelled(windows: Sequence[tuple[str, Window]], sources: tuple[dict[str, Any], ...]) -> Dataset:
    """Return windows of named groups as Examples without a label."""
    none = (0.0,) * len(windows)
    return Dataset(
        features=FEATURES,
        rows=tuple(row_of(window.features, FEATURES) for _, window in windows),
        labels=none,
        weights=tuple(1.0 for _ in none),
        groups=tuple(group for group, _ in windows),
        times_ms=tuple(window.end_ms for _, window in windows),
        sources=sources,
    )
