"""How far our Error Quotient and Repeated Error Density agree with those that were published for Penn CS1."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from undersong.features.error_quotient import Task, error_quotient, repeated_error_density
from undersong.learning.studies.penn_snapshots import Snapshot, read_series
from undersong.learning.studies.table import read_optional

LABELS, DENSITIES = "labels.csv", "published_red.csv.gz"
# Our name of a kind of error, and the published one.
KINDS = {"compiler": "compiler-errors", "exceptions": "exceptions"}
# Under so many pairs a rank correlation says nothing.
LEAST = 10

Tasks = Mapping[tuple[str, str], Task]
Pair = tuple[float, float]


def agreement(folder: Path) -> dict[str, float]:
    """Return Spearman's rank correlation of our values with the published ones, by name; none for an absent table."""
    tasks: dict[str, dict[tuple[str, str], Task]] = {name: {} for name in KINDS}
    for key, snapshots in read_series(folder, []).items():
        usable = [snapshot for snapshot in snapshots if snapshot.is_usable and not snapshot.is_repeated]
        tasks["compiler"][key] = compiler_errors(usable)
        tasks["exceptions"][key] = exceptions(usable)
    pairs = {f"eq_spearman_{name}": list(quotients(folder, name, tasks[name])) for name in KINDS}
    pairs |= {f"red_spearman_{name}": list(densities(folder, name, tasks[name])) for name in KINDS}
    return {name: round(spearman(found), 4) for name, found in pairs.items() if len(found) >= LEAST}


def compiler_errors(snapshots: Sequence[Snapshot]) -> Task:
    """Return the types of compile error of each snapshot."""
    return [frozenset(kind for kind, _ in snapshot.mistakes) for snapshot in snapshots]


def exceptions(snapshots: Sequence[Snapshot]) -> Task:
    """Return the exceptions of each snapshot."""
    return [frozenset(crash[0] for crash in snapshot.crashes) for snapshot in snapshots]


def quotients(folder: Path, name: str, tasks: Tasks) -> Iterator[Pair]:
    """Yield our Error Quotient of each student beside the published one."""
    column = f"published_EQ_mean_{KINDS[name].replace('-', '_')}"
    people: dict[str, list[Task]] = {}
    for (person, _), task in tasks.items():
        people.setdefault(person, []).append(task)
    for _, record in read_optional(folder / LABELS, ("programmer", column), []):
        ours, published = error_quotient(people.get(record["programmer"], [])), number(record[column])
        if ours is not None and published is not None:
            yield ours, published


def densities(folder: Path, name: str, tasks: Tasks) -> Iterator[Pair]:
    """Yield our Repeated Error Density of each student's homework beside the published one."""
    for _, record in read_optional(folder / DENSITIES, ("programmer", "hw", "kind", "RED"), []):
        task, published = tasks.get((record["programmer"], record["hw"])), number(record["RED"])
        if record["kind"] == KINDS[name] and task is not None and published is not None:
            yield repeated_error_density(task), published


def spearman(pairs: Sequence[Pair]) -> float:
    """Return the rank correlation of pairs; equal values share their mean rank."""
    import numpy as np
    from scipy.stats import spearmanr

    ours, published = np.array(pairs).T
    return float(spearmanr(ours, published).statistic)


def number(text: str) -> float | None:
    """Return a finite number, or nothing."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
