"""The recipe of `flow`: is code being written and reshaped, rather than searched, tested or thought about?

Examples are windows over CUPS sessions, turned into events first, so that a live window and a training row are the
same thing. Fifteen programmers in half-hour tasks with an assistant: experimental, and no accuracy is claimed.
"""

from pathlib import Path
from typing import ClassVar

from undersong.domain.errors import TooFewExamples
from undersong.domain.window import Window
from undersong.features.rolling import Rolling
from undersong.learning.material.dataset import Candidate, Dataset, row_of
from undersong.learning.recipes.base import Recipe
from undersong.learning.recipes.cups import events_of, labels_of
from undersong.learning.studies.base import Fault
from undersong.learning.studies.cups import LICENCE, SOURCE, Moment, read_people

# More typing and more activity can only raise the probability, more pauses only lower it.
MONOTONE = {"typed_chars": 1, "active_seconds": 1, "pauses_medium": -1, "delete_share": 0, "accept_share": 0}
# The tenth of windows that look most like producing (FlowLight: "busy" is the top 9 % of one's own activity).
FOCUSED_SHARE = 0.10
HYSTERESIS = 0.15
LEAST_ROWS, LEAST_CORRECTIONS = 300, 20


class FlowRecipe(Recipe):
    """Small boosted trees with monotone limits, sigmoid-calibrated on people left out."""

    name: ClassVar[str] = "flow"
    features: ClassVar[tuple[str, ...]] = tuple(MONOTONE)

    def prior(self, folder: Path) -> Dataset:
        """Read the CUPS folder."""
        rows, labels, groups = [], [], []
        faults: list[Fault] = []
        for person, moments in read_people(folder, faults).items():
            wanted = labels_of(moments)
            for window in windows_of(moments):
                if window.end_ms in wanted:
                    rows.append(row_of(window.features, self.features))
                    labels.append(float(wanted[window.end_ms]))
                    groups.append(person)
        source = {"name": SOURCE, "licence": LICENCE, "rows": len(rows)}
        columns = (tuple(rows), tuple(labels), (1.0,) * len(rows), tuple(groups), (0,) * len(rows))
        return Dataset(self.features, *columns, (source,))

    def train(self, dataset: Dataset, seed: int, base: bytes | None = None) -> Candidate:
        """Learn trees, or a correction of `base`."""
        least = LEAST_ROWS if base is None else LEAST_CORRECTIONS
        if len(dataset) < least or not 0 < dataset.positives < len(dataset):
            raise TooFewExamples(self.name, min(len(dataset), dataset.positives * 2), least)
        if base is not None:
            from undersong.learning.recipes.correction import correct

            return correct(self.name, dataset, base)
        return from_nothing(self.name, dataset, seed)


def from_nothing(name: str, dataset: Dataset, seed: int) -> Candidate:
    """Fit, calibrate, choose the cut-offs and export."""
    import numpy as np

    from undersong.learning.material.boosted import Shape, export, fit, scores_of, usual

    fitted = fit(dataset, Shape(trees=40, leaves=4, rate=0.08, least_rows=25, monotone=MONOTONE), seed)
    enter = round(float(np.quantile(fitted.unseen, 1 - FOCUSED_SHARE)), 4)
    # Probabilities lie close together here; a window that looks like most others is no longer a focused one.
    leave = max(enter - HYSTERESIS, float(np.median(fitted.unseen)))
    thresholds = {"enter": enter, "leave": round(leave, 4), **usual(dataset, np.array(dataset.labels) < 0.5)}
    scores = scores_of(fitted, dataset, seed)
    return Candidate(name, export(fitted, dataset), dataset.features, thresholds, scores, dataset.summary())


def windows_of(moments: list[Moment]) -> list[Window]:
    """Return the windows of one programmer, measured as in life."""
    rolling = Rolling()
    for event in events_of(moments):
        rolling.feed(event)
    ends = rolling.due(2**62)
    return [rolling.close(end_ms) for end_ms in ends]
