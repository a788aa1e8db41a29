"""A folder in the layout of Penn CS1, made up: no row of it was anybody's."""

import csv
import gzip
import random
from collections.abc import Iterable
from pathlib import Path

TESTS = 12


def write_penn(folder: Path, people: int = 12, states: int = 30, seed: int = 7) -> Path:
    """Write people of whom some rise steadily and some stand still for long."""
    chance = random.Random(seed)
    snapshots, errors = [], []
    for person in range(people):
        for task in ("hw03", "hw04"):
            passed, patience = 0, chance.choice((0.1, 0.35, 0.6))
            for n in range(states):
                rises = chance.random() < patience and passed < TESTS - 1
                passed += rises
                broken = chance.random() < 0.15
                at = f"2020-10-{1 + n // 24:02d} {n % 24:02d}:00:00.000"
                row = (f"P{person}", task, at, int(broken), 0, 0 if broken else TESTS - passed, 0 if broken else passed)
                snapshots.append(row)
                if broken:
                    errors.append((f"P{person}", task, at, "A.java", n, chance.choice(("no symbol", "no return"))))
        snapshots.append((f"P{person}", "hw05", "2020-11-01 00:00:00.000", 0, 0, 0, TESTS))
    write_table(folder / "snapshots.csv.gz", SNAPSHOT, snapshots)
    write_table(folder / "compile_errors.csv.gz", ERROR, errors)
    return folder


SNAPSHOT = ("programmer", "hw", "t", "n_compile_errors", "n_runtime_errors", "tests_failed", "tests_passed")
ERROR = ("programmer", "hw", "t", "file", "line", "error_type")


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Write a packed table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
