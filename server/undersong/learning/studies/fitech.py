"""The study of `stuck` on FITech: would an expert step in at this edit?

Learners write a small Dart program; two experts went through the steps and marked where they would intervene. The data
are under a share-alike licence: what is learned from them is for judging ideas and is never shipped.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple

from undersong.domain.errors import BadInput
from undersong.learning.material.dataset import Dataset
from undersong.learning.studies.base import Fault, Fitted, Study, StudyRows
from undersong.learning.studies.cups import number
from undersong.learning.studies.fitech_steps import FEATURES, Progress, Step
from undersong.learning.studies.table import Record, read_records

TABLE = "main_table.csv.gz"
SOURCE = "FITech 101 (Programming-Steps-Working-Group-2022/public-datasets)"
LICENCE = "CC BY-SA 4.0"
COLUMNS = ("SubjectID", "AssignmentID", "EventType", "X-CodeState", "X-ElapsedTime", "X-Intervene", "X-Why")
KINDS = frozenset({"File.Init", "File.Edit", "File.Run", "File.Submit", "File.RequestHelp"})
MARKS = frozenset({"Y", "D", "R", ""})
# Both experts, or one of them.
MARKED = frozenset({"Y", "D"})
# A finished part is praise, no difficulty; the second is how the table once spells it.
PRAISE = frozenset({"subgoal", "suboal"})


class Judged(NamedTuple):
    """A step with the experts' answer."""

    key: str
    person: str
    at_seconds: float
    features: dict[str, float]
    is_marked: bool
    since_run: float


class FitechStuck(Study):
    """Randomised trees and a line over pauses, what a step took away, and what is visibly wrong with the code."""

    task: ClassVar[str] = "stuck"
    layout: ClassVar[str] = "fitech_steps"
    table: ClassVar[str] = TABLE
    source: ClassVar[str] = SOURCE
    licence: ClassVar[str] = LICENCE
    features: ClassVar[tuple[str, ...]] = FEATURES

    def read(self, folder: Path) -> StudyRows:
        """Read main_table.csv.gz; every step of a known learner is a row, its number that in the file."""
        faults: list[Fault] = []
        series: defaultdict[tuple[str, str], list[tuple[int, Record]]] = defaultdict(list)
        for row, record in read_records(folder / TABLE, COLUMNS, faults):
            if record["SubjectID"]:
                series[record["SubjectID"], record["AssignmentID"]].append((row, record))
            else:
                faults.append(Fault(TABLE, row, "SubjectID", "is empty"))
        steps = [step for (person, task), rows in series.items() for step in judged(person, task, rows, faults)]
        if not steps:
            raise BadInput(TABLE, "has no usable row", "give the folder that holds the data set as it was published")
        return StudyRows(
            dataset_of(steps),
            tuple(step.key for step in steps),
            tuple(step.since_run for step in steps),
            tuple(faults),
        )

    def fit(self, dataset: Dataset, seed: int) -> Fitted:
        """Learn with large leaves: a dozen people have some ninety marks."""
        from undersong.learning.studies.blend import Shape, fit

        return fit(self.task, dataset, seed, Shape(depth=8, least_rows=20, share_of_columns=0.4, line=0.5))


def judged(person: str, task: str, rows: list[tuple[int, Record]], faults: list[Fault]) -> Iterator[Judged]:
    """Yield one learner's steps in one assignment; the wait counts from the last run before a step."""
    progress, last_run, last = Progress(), None, None
    for i, (row, record) in enumerate(rows):
        faults.extend(faults_of(row, record, rows[i - 1][1] if i else None))
        at = number(record["X-ElapsedTime"])
        known = 0.0 if last is None else last
        if math.isnan(at):
            reason = f"is {record['X-ElapsedTime']!r}, which is no usable number; taken as {known}"
            faults.append(Fault(TABLE, row, "X-ElapsedTime", reason))
            at = known
        elif last is not None and at < last:
            reason = f"is {record['X-ElapsedTime']!r}, before the step above; taken as no pause"
            faults.append(Fault(TABLE, row, "X-ElapsedTime", reason))
        last = at
        last_run = at if last_run is None else last_run
        is_marked = record["X-Intervene"] in MARKED and record["X-Why"] not in PRAISE
        features = progress.add(Step(record["EventType"], record["X-CodeState"], at))
        yield Judged(f"{person}/{task}/{i}", person, at, features, is_marked, at - last_run)
        if record["EventType"] == "File.Run":
            last_run = at


def faults_of(row: int, record: Record, last: Record | None) -> Iterator[Fault]:
    """Yield what is odd about a row that is used nevertheless."""
    if record == last:
        yield Fault(TABLE, row, "", "repeats the row before it; kept as a step in which nothing changed")
    if record["EventType"] not in KINDS:
        yield Fault(TABLE, row, "EventType", f"is {record['EventType']!r}, which is no known kind; taken as an edit")
    if record["X-Intervene"] not in MARKS:
        yield Fault(TABLE, row, "X-Intervene", f"is {record['X-Intervene']!r}, which is no known mark; taken as none")


def dataset_of(steps: list[Judged]) -> Dataset:
    """Return steps as Examples."""
    return Dataset(
        FEATURES,
        tuple(tuple(step.features[name] for name in FEATURES) for step in steps),
        tuple(float(step.is_marked) for step in steps),
        (1.0,) * len(steps),
        tuple(step.person for step in steps),
        tuple(round(1000 * step.at_seconds) for step in steps),
        ({"name": SOURCE, "licence": LICENCE, "rows": len(steps)},),
    )
