"""Completion on code that was held back, through a real daemon: what is right, what it saves, costs and takes.

The definitions are the usual ones of line completion: exact match and edit similarity of the rest of the line, the next
token, and the characters that nobody has to type who takes every right suggestion (rocc).
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import undersong
from undersong.cli.bench.completion_figures import figures_of
from undersong.cli.bench.figure import Figure
from undersong.cli.bench.generated import write_repository
from undersong.cli.bench.identifiers import measure_identifiers
from undersong.cli.yardstick.rows import (
    BLOCKS,
    FEW_BLOCKS,
    FEW_KEYS,
    KEYS,
    REPOSITORY,
    WORDS,
    Effort,
    Measured,
    measure_seed,
    rows_of,
)
from undersong.cli.yardstick.targets import Targets

GENERATED_FILES = 120
# Places at which names are asked for, in each repository: enough for each kind of name to have its own figure.
FULL_NAMES = 2_000
Rows = dict[str, Measured]


def measure(full: bool, targets: Targets | None = None) -> list[Figure]:
    """Hold files of each repository back and ask for places in them, row by row; then the same over all of them."""
    targets = targets or Targets()
    whole: list[Rows] = []
    figures: list[Figure] = []
    with repositories(targets.repos) as repos:
        for number, repo in enumerate(repos[: len(targets.repos) or 1]):
            rows = measure_repository(repo, repos[(number + 1) % len(repos)], full, targets)
            figures += named_figures(name_of(repo), rows)
            figures += measure_names(repo, full, targets)
            whole.append(rows)
    return [*figures, *(named_figures("all", joined(whole)) if len(whole) > 1 else [])]


def measure_repository(repo: Path, other: Path, full: bool, targets: Targets) -> Rows:
    """Return what each row gave over all seeds; `other` is the repository whose knowledge is of no use here."""
    effort = effort_of(full, targets)
    rows: Rows = defaultdict(Measured)
    seeds = targets.seeds_of(full)
    for seed in seeds:
        # That foreign knowledge is of no use needs no second look.
        wanted = rows_of(full and seed == seeds[0], targets.adapted)
        copy = targets.copies and targets.copies / f"{name_of(repo)}-{seed}"
        for name, measured in measure_seed(repo, other, seed, effort, wanted, copy):
            rows[name].add(measured)
            tell(f"{name_of(repo)}, seed {seed}, {name}: {len(measured.asked.all)} answers")
    return rows


def measure_names(repo: Path, full: bool, targets: Targets) -> list[Figure]:
    """Return how often the repository's own names are among the first five offered, at places of the first seed."""
    places = FULL_NAMES if full else targets.cuts_of(full)
    tell(f"{name_of(repo)}, names: {places} places")
    return measure_identifiers(repo, targets.seeds_of(full)[0], places, f"{name_of(repo)}: ")


def effort_of(full: bool, targets: Targets) -> Effort:
    """Return how much is asked: a generated repository gets a short look."""
    is_short = not full and not targets.repos
    return Effort(targets.cuts_of(full), FEW_BLOCKS if is_short else BLOCKS, FEW_KEYS if is_short else KEYS)


def named_figures(repo: str, rows: Rows) -> list[Figure]:
    """Return the figures of all rows; the repository's counts stand beside words, the others beside the counts."""
    beside = {WORDS: None, REPOSITORY: rows.get(WORDS)}
    return [
        figure
        for name, measured in rows.items()
        for figure in figures_of(f"{repo}: {name}", measured, beside.get(name, rows.get(REPOSITORY)))
    ]


def joined(whole: list[Rows]) -> Rows:
    """Return the rows of all repositories together; a file's path begins with its repository's number."""
    rows: Rows = defaultdict(Measured)
    for number, of_one in enumerate(whole):
        for name, measured in of_one.items():
            rows[name].add(measured.under(str(number)))
    return rows


@contextmanager
def repositories(given: tuple[Path, ...]) -> Iterator[list[Path]]:
    """Give the repositories, a generated one where there is none, and our own code as another where there is one."""
    if len(given) > 1:
        yield list(given)
        return
    with tempfile.TemporaryDirectory(prefix="undersong-bench-") as folder:
        generated = Path(folder) / "generated"
        if not given:
            write_repository(generated, GENERATED_FILES, seed=7)
        yield [*(given or [generated]), Path(undersong.__file__).parent]


def name_of(repo: Path) -> str:
    """Return a repository's name; a bare one is named by the folder it lies in."""
    path = repo.resolve()
    return path.parent.name.split("+")[-1] if path.name in {"repo", ".git"} else path.name.removesuffix(".git")


def tell(text: str) -> None:
    """Say how far it is, where it does not mix with the figures."""
    print(text, file=sys.stderr, flush=True)
