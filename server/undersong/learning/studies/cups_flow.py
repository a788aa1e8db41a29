"""The study of `flow` on CUPS: is code being produced, rather than debugged, looked up or thought about?

A row is one change of the assistant's state, since that is when there is something to measure. Its answer is what the
programmer said, watching the recording, that they had been doing up to it: writing, editing what was accepted, editing
their own, or wording a prompt (Z, X, C, V) against debugging, reading documentation, thinking (H, N, F). Other
moments (waiting, verifying, not thinking, unsure) are no rows, but the features have seen them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple

from undersong.domain.errors import BadInput
from undersong.learning.material.dataset import Dataset
from undersong.learning.studies.base import Fault, Fitted, Study, StudyRows
from undersong.learning.studies.cups import LICENCE, SOURCE, TABLE, Moment, read_people
from undersong.learning.studies.cups_offer import line
from undersong.learning.studies.cups_pace import PACE, Pace

PRODUCING, OTHER = frozenset("ZXCV"), frozenset("HNF")
# What stands before the cursor tells more than any timing: a comment is a prompt being worded, `print` a look inside.
PLACE = ("in_comment", "line_is_blank", "line_chars_log", "is_printing", "mean_log_prob")


class Told(NamedTuple):
    """A moment with the programmer's own answer."""

    moment: Moment
    features: dict[str, float]
    wait: float
    is_producing: bool


class CupsFlow(Study):
    """Randomised trees and a line over pace and place."""

    task: ClassVar[str] = "flow"
    layout: ClassVar[str] = "cups_copilot"
    table: ClassVar[str] = TABLE
    source: ClassVar[str] = SOURCE
    licence: ClassVar[str] = LICENCE
    is_rare: ClassVar[bool] = False
    features: ClassVar[tuple[str, ...]] = (*PACE, *PLACE)

    def read(self, folder: Path) -> StudyRows:
        """Read events.csv.gz; the baseline is the wait before a moment, shorter = likelier producing."""
        faults: list[Fault] = []
        told = [item for moments in read_people(folder, faults).values() for item in told_of(moments)]
        if not told:
            finding = f"has no moment whose cups_code is one of {', '.join(sorted(PRODUCING | OTHER))}"
            raise BadInput(TABLE, finding, "give a folder with labelled moments")
        return StudyRows(
            Dataset(
                self.features,
                tuple(tuple(item.features[name] for name in self.features) for item in told),
                tuple(float(item.is_producing) for item in told),
                (1.0,) * len(told),
                tuple(item.moment.person for item in told),
                tuple(round(1000 * item.moment.at_seconds) for item in told),
                ({"name": SOURCE, "licence": LICENCE, "rows": len(told)},),
            ),
            tuple(f"{item.moment.person}/{item.moment.seq}" for item in told),
            tuple(-item.wait for item in told),
            tuple(faults),
        )

    def fit(self, dataset: Dataset, seed: int) -> Fitted:
        """Learn with large leaves: rows of one person follow each other by the second."""
        from undersong.learning.studies.blend import Shape, fit

        return fit(self.task, dataset, seed, Shape(depth=8, least_rows=20, share_of_columns=0.4, line=0.5))


def told_of(moments: list[Moment]) -> Iterator[Told]:
    """Yield one person's labelled moments, each with what was known at it."""
    pace, last = Pace(), None
    for moment in moments:
        features = pace.add(moment) | place(moment)
        wait = moment.at_seconds - last.at_seconds if last else 0.0
        if moment.code in PRODUCING | OTHER:
            yield Told(moment, features, wait, moment.code in PRODUCING)
        last = moment


def place(moment: Moment) -> dict[str, float]:
    """Return what stands where the assistant was asked."""
    before = line(moment.before)
    current = moment.before.rpartition("\n")[2]
    return {
        "in_comment": before["in_comment"],
        "line_is_blank": before["line_is_blank"],
        "line_chars_log": before["line_chars_log"],
        "is_printing": float("print" in current or "print" in moment.suggestion),
        "mean_log_prob": moment.measured["meanLogProb"],
    }
