"""The Penn CS1 data set as series of runs, such as an editor has them too: what the prior that ships learns from.

The study on the same folder (`studies/penn.py`) reads the tables and says which rows are judged.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from undersong.features.runs import Run, RunHistory
from undersong.learning.studies.penn import Known, judged
from undersong.learning.studies.penn_snapshots import Series, read_series


class PennRow(NamedTuple):
    """One code state of one student in one homework."""

    key: str
    person: str
    features: Known
    is_stuck: bool
    baseline: float


def penn_rows(folder: Path) -> Iterator[PennRow]:
    """Yield the rows to judge, with what the runs up to each of them tell."""
    series = read_series(folder, [])
    for row in judged(series, run_features(series)):
        yield PennRow(row.key, row.snapshot.person, row.features, row.is_stuck, float(row.wait))


def run_features(series: Series) -> dict[tuple[str, str], list[Known]]:
    """Return the features of every snapshot; one that cannot be used, or stands there twice, adds no run."""
    features: dict[tuple[str, str], list[Known]] = {}
    for key, snapshots in series.items():
        history = RunHistory()
        rows: list[Known] = []
        for snapshot in snapshots:
            if snapshot.is_usable and not snapshot.is_repeated:
                kinds = [*(kind for kind, _ in snapshot.mistakes), *(crash[0] for crash in snapshot.crashes)]
                history.add(run_at(snapshot.passed, snapshot.failed, snapshot.compile_errors, frozenset(kinds)))
            rows.append(history.features())
        features[key] = rows
    return features


def run_at(passed: int, failed: int, errors: int, kinds: frozenset[str]) -> Run:
    """Return a code state as a run; one that did not compile ran no tests."""
    if errors and not passed + failed:
        return Run(0, None, None, errors, kinds)
    return Run(0, passed, failed, errors, kinds)
