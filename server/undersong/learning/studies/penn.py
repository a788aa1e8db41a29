"""The study of `stuck` on Penn CS1: will none of a student's next five code states pass more tests than the best?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from undersong.domain.errors import BadInput
from undersong.learning.material.dataset import Dataset, row_of
from undersong.learning.studies.base import Fault, Fitted, Study, StudyRows
from undersong.learning.studies.penn_progress import LABEL, Values
from undersong.learning.studies.penn_snapshots import (
    SNAPSHOTS,
    Series,
    Snapshot,
    read_series,
)
from undersong.learning.studies.penn_student import FEATURES, Student

FIRST_TASK, LAST_TASK = "hw03", "hw08"
# How far ahead else one could look for a new best. Five lies in the middle, so that most of them agree with it.
HORIZONS, MOST = (2, 3, LABEL, 8, 12), 1_000_000
SOURCE = "Penn CS1 (SERI-CS/iticse24-error-measures)"
LICENCE = "MIT"


class PennStuck(Study):
    """All that a row's past tells, and trees that know the homework."""

    task: ClassVar[str] = "stuck"
    layout: ClassVar[str] = "penn_cs1"
    table: ClassVar[str] = SNAPSHOTS
    source: ClassVar[str] = SOURCE
    licence: ClassVar[str] = LICENCE
    features: ClassVar[tuple[str, ...]] = FEATURES

    def read(self, folder: Path) -> StudyRows:
        """Read snapshots.csv.gz, and what compile_errors.csv.gz and exceptions.csv.gz add to it."""
        faults: list[Fault] = []
        series = read_series(folder, faults)
        rows = list(judged(series, features_of(series)))
        if not rows:
            finding = f"has no unfinished code state of {FIRST_TASK} to {LAST_TASK} with {LABEL} more after it"
            raise BadInput(SNAPSHOTS, finding, "give a folder with longer series of snapshots")
        return StudyRows(
            dataset_of(rows, self.features),
            tuple(row.key for row in rows),
            tuple(float(row.wait) for row in rows),
            tuple(faults),
        )

    def fit(self, dataset: Dataset, seed: int) -> Fitted:
        """Learn the mixture; see `mixture.py`."""
        from undersong.learning.studies.mixture import fit

        return fit(dataset, seed)

    def extras(self, folder: Path) -> dict[str, float]:
        """Return how far our Error Quotient and Repeated Error Density agree with the published ones."""
        from undersong.learning.studies.penn_published import agreement

        return agreement(folder)


# What is known of a row, by name; a recipe of its own may know other things.
Known = Mapping[str, float | None]


class Judged(NamedTuple):
    """A code state with an answer: unfinished, and five more were looked at."""

    key: str
    snapshot: Snapshot
    features: Known
    is_stuck: bool
    certainty: float
    wait: int


def features_of(series: Series) -> dict[tuple[str, str], list[Values]]:
    """Return the features of every usable snapshot, none for the others; a repeated one has those of its first."""
    people: defaultdict[str, list[tuple[Snapshot, int]]] = defaultdict(list)
    for (person, _), snapshots in series.items():
        people[person] += [(snapshot, n) for n, snapshot in enumerate(snapshots)]
    features = {key: [Values()] * len(snapshots) for key, snapshots in series.items()}
    for person, work in people.items():
        student = Student()
        for snapshot, n in sorted(work, key=lambda place: (place[0].time_s, place[0].task, place[1])):
            row = features[person, snapshot.task]
            if snapshot.is_repeated and n:
                row[n] = row[n - 1]
            elif snapshot.is_usable:
                row[n] = student.take(snapshot)
    return features


def judged(series: Series, features: Mapping[tuple[str, str], Sequence[Known]]) -> Iterator[Judged]:
    """Yield the code states that have an answer. An unusable one keeps its number, passes nothing and is no row."""
    most: defaultdict[str, int] = defaultdict(int)
    for (_, task), snapshots in series.items():
        most[task] = max(most[task], *(snapshot.tests for snapshot in snapshots))
    for (person, task), snapshots in series.items():
        if not FIRST_TASK <= task <= LAST_TASK:
            continue
        best, best_at = snapshots[0].passed, 0
        for n in range(len(snapshots) - LABEL):
            if snapshots[n].passed > best:
                best, best_at = snapshots[n].passed, n
            if best < most[task] and snapshots[n].is_usable:
                until = next((k for k, later in enumerate(snapshots[n + 1 :], 1) if later.passed > best), MOST)
                key, row = f"{person}/{task}/{n}", features[person, task][n]
                yield Judged(key, snapshots[n], row, until > LABEL, certainty(until), n - best_at)


def certainty(until: int) -> float:
    """Return how far an answer is trusted: 1 where it would be the same had one looked less or further ahead.

    `until` is how many snapshots later the next best comes. The answer for five snapshots is one vote among five, of
    which it is the median; with as many votes against it as can be, a fifth is left.
    """
    votes = sum(until > horizon for horizon in HORIZONS) / len(HORIZONS)
    return abs(2 * votes - 1)


def dataset_of(rows: list[Judged], names: tuple[str, ...]) -> Dataset:
    """Return judged rows as Examples."""
    return Dataset(
        features=names,
        rows=tuple(row_of(row.features, names) for row in rows),
        labels=tuple(float(row.is_stuck) for row in rows),
        weights=tuple(row.certainty for row in rows),
        groups=tuple(row.snapshot.person for row in rows),
        times_ms=tuple(round(1000 * row.snapshot.time_s) for row in rows),
        sources=({"name": SOURCE, "licence": LICENCE, "rows": len(rows)},),
    )
