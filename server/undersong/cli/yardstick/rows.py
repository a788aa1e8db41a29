"""The rows of the bench: the same places, answered with more or less knowledge."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from undersong.cli.yardstick.asking import Asked, ThroughDaemon, Words, ask_all
from undersong.cli.yardstick.held import Held, check_out, check_unseen, commit_all, hold_back
from undersong.cli.yardstick.plan import Visit, plan
from undersong.cli.yardstick.session import session
from undersong.cli.yardstick.typist import Typed, type_out
from undersong.registry.joined import joined_folder

WORDS, REPOSITORY, MODEL, BOTH = "words of the open file", "repository alone", "model alone", "both"
ADAPTED, ELSEWHERE = "adapted", "another repository's knowledge"
BLOCKS, FEW_BLOCKS = 20, 2
KEYS, FEW_KEYS = 1_000, 150


@dataclass(frozen=True, slots=True)
class Row:
    """Who answers: `engine` as the worker is told, over which files, and with which release."""

    name: str
    engine: str
    has_files: bool = True
    is_elsewhere: bool = False
    release: Path | None = None


@dataclass(slots=True)
class Measured:
    """What a row gave, over all seeds."""

    asked: Asked = field(default_factory=Asked)
    typed: list[Typed] = field(default_factory=list)
    ready_seconds: list[float] = field(default_factory=list)
    worker_megabytes: list[float] = field(default_factory=list)
    listed_files: list[int] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def under(self, folder: str) -> "Measured":
        """Return the same with its files in a folder, so that those of several repositories stay apart."""
        texts = {f"{folder}/{path}": text for path, text in self.texts.items()}
        return replace(self, asked=self.asked.under(folder), texts=texts)

    def add(self, other: "Measured") -> None:
        """Take in what another seed gave."""
        self.asked.add(other.asked)
        for name in ("typed", "ready_seconds", "worker_megabytes", "listed_files"):
            getattr(self, name).extend(getattr(other, name))
        self.texts |= other.texts


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked: places, blocks and keys."""

    cuts: int
    blocks: int = BLOCKS
    keys: int = KEYS


def rows_of(full: bool, adapted: Path | None) -> list[Row]:
    """Return the rows that this installation can give, from the least knowledge to the most."""
    if not has_model():
        return [Row(REPOSITORY, "repository"), Row(ELSEWHERE, "repository", is_elsewhere=True)]
    rows = [Row(REPOSITORY, "repository"), Row(MODEL, "model", has_files=False), Row(BOTH, "both")]
    if adapted:
        rows.append(Row(ADAPTED, "both", release=adapted))
    return [*rows, Row(ELSEWHERE, "both", is_elsewhere=True)] if full else rows


def has_model() -> bool:
    """Tell whether a language model is joined into this environment."""
    return joined_folder("completion") is not None


def measure_seed(
    repo: Path, other: Path, seed: int, effort: Effort, rows: list[Row], copy: Path | None = None
) -> Iterator[tuple[str, Measured]]:
    """Yield for each row what it gave at the places of one seed; the first is the peer that knows words.

    What is read is left at `copy`, if one is given.
    """
    with tempfile.TemporaryDirectory(prefix="undersong-bench-") as folder:
        chance = random.Random(seed)
        held = hold_back(repo, Path(folder) / "held", chance)
        visits = plan(held, chance, effort.cuts, effort.blocks)
        if copy is not None:
            shutil.copytree(held.root, copy)
        yield WORDS, Measured(ask_all(Words(), held, visits), texts=held.texts)
        for row in rows:
            root = root_for(row, held, other, Path(folder) / row.engine)
            yield row.name, measure_row(row, Held(root, held.texts), visits, effort, seed)


def root_for(row: Row, held: Held, other: Path, into: Path) -> Path:
    """Return the folder that is opened: what is left of the repository, nothing, or another repository."""
    if row.is_elsewhere:
        check_out(other, into / "elsewhere")
        for path in held.paths:
            (into / "elsewhere" / path).unlink(missing_ok=True)
        commit_all(into / "elsewhere")
        return into / "elsewhere"
    if not row.has_files:
        (into / "empty").mkdir(parents=True)
        commit_all(into / "empty")
        return into / "empty"
    return held.root


def measure_row(row: Row, held: Held, visits: list[Visit], effort: Effort, seed: int) -> Measured:
    """Ask one daemon at every place, and type to it."""
    with session(held.root, row.engine, row.release) as opened:
        asked = ask_all(ThroughDaemon(opened), held, visits)
        typed = type_out(opened, held, random.Random(seed), effort.keys)
        listed = check_unseen(held, opened.places.index)
        return Measured(asked, [typed], [opened.ready_seconds], [opened.worker_megabytes], [listed], held.texts)
