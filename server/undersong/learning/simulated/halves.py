"""Whose runs a model learns from, and whose are planted: never the same people."""

import csv
import gzip
import random
from collections.abc import Iterable
from pathlib import Path

from undersong.domain.errors import BadInput
from undersong.learning.recipes.penn_cs1 import penn_rows
from undersong.learning.studies.penn_snapshots import COMPILE_ERRORS, EXCEPTIONS, PLACE, SNAPSHOTS, read_series
from undersong.learning.studies.table import read_records

TABLES = (SNAPSHOTS, COMPILE_ERRORS, EXCEPTIONS)
PERSON = PLACE[0]


def halves(folder: Path, seed: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the people of a folder in two halves, by lot."""
    people = sorted({person for person, _ in read_series(folder, [])})
    random.Random(f"halves {seed}").shuffle(people)
    middle = len(people) // 2
    return frozenset(people[:middle]), frozenset(people[middle:])


def strangers(folder: Path, features: tuple[str, ...], seen: Iterable[str]) -> frozenset[str]:
    """Return the people whom a release did not learn from, by the digests of its manifest.

    Raises `BadInput` when it learned from all of them.
    """
    from undersong.learning.recipes.stuck import dataset_of

    known = set(seen)
    digests = dataset_of(list(penn_rows(folder)), features).group_digests()
    found = frozenset(person for person, digest in digests.items() if digest not in known)
    if not found:
        raise BadInput(str(folder), "holds only people whom this release learned from", "leave out --model")
    return found


def write_part(folder: Path, people: frozenset[str], out: Path) -> None:
    """Write the tables of a folder with some people alone."""
    out.mkdir(parents=True)
    for name in TABLES:
        if (folder / name).is_file():
            kept = [record for _, record in read_records(folder / name, PLACE, []) if record[PERSON] in people]
            with gzip.open(out / name, "wt", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(kept[0]) if kept else [PERSON])
                writer.writeheader()
                writer.writerows(kept)
