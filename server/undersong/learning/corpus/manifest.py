"""A corpus: texts, and for each of them where it is from and under which licence."""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from undersong.learning.corpus.filters import is_test, reason_against
from undersong.learning.corpus.licences import permitted
from undersong.learning.corpus.near_duplicates import Seen
from undersong.learning.corpus.wheels import Wheel

# Of one package, so that a large one is not the whole corpus.
MOST_FILES = 90
# Tests repeat themselves: at most this share of a package's files.
MOST_TESTS = 0.4


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file is from."""

    package: str
    version: str
    path: str
    sha256: str
    licence: str
    """The SPDX name that the package says and whose text it carries."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it is from."""

    origin: Origin
    text: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learned from, and how much was left out for which reason."""

    documents: tuple[Document, ...]
    left_out: Counter[str]

    @property
    def fingerprint(self) -> str:
        """Tells this corpus from any other."""
        digests = sorted(document.origin.sha256 for document in self.documents)
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()

    def parted(self, held: int, seed: int = 7) -> tuple["Corpus", "Corpus"]:
        """Return what is learned from, and the files of `held` packages that only judge."""
        names = sorted({document.origin.package for document in self.documents})
        chosen = set(random.Random(seed).sample(names, min(held, max(0, len(names) - 1))))
        sides = [[one for one in self.documents if (one.origin.package in chosen) is side] for side in (False, True)]
        learned, judged = (Corpus(tuple(side), Counter()) for side in sides)
        return learned, judged

    def summary(self) -> dict[str, Any]:
        """Return what a release's manifest says: the packages with their licences, and counts."""
        rows = Counter((one.origin.package, one.origin.version, one.origin.licence) for one in self.documents)
        sources = [
            {"name": f"{name} {version}", "licence": licence, "rows": count}
            for (name, version, licence), count in sorted(rows.items())
        ]
        return {"fingerprint": self.fingerprint, "rows": len(self.documents), "sources": sources}


def build(wheels: Iterable[Wheel], avoid: Iterable[str] = (), seed: int = 7, most_files: int = MOST_FILES) -> Corpus:
    """Return the files of wheels that may be learned from and are worth it, each kind of text once.

    `avoid` are texts that a model will be judged on: whatever is near to one is left out.
    """
    seen, left_out, documents = Seen(), Counter[str](), list[Document]()
    for text in avoid:
        seen.is_new(text)
    for wheel in wheels:
        licence = permitted(wheel.said, wheel.texts)
        if licence is None:
            left_out["licence (packages)"] += 1
            continue
        documents += _chosen(wheel, licence, seen, left_out, random.Random(f"{seed}:{wheel.name}"), most_files)
    return Corpus(tuple(documents), left_out)


def write_manifest(corpus: Corpus, path: Path) -> None:
    """Write a line of JSON a file: where each is from. The texts are not in it."""
    path.write_text("".join(json.dumps(asdict(document.origin)) + "\n" for document in corpus.documents), "utf-8")


def read_manifest(path: Path) -> list[Origin]:
    """Return where each file of a corpus is from."""
    return [Origin(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _chosen(
    wheel: Wheel, licence: str, seen: Seen, left_out: Counter[str], rng: random.Random, most: int
) -> Iterator[Document]:
    files = list(wheel.files())
    rng.shuffle(files)
    kept = tests = 0
    for path, text in files:
        if kept >= most:
            left_out["enough of the package"] += 1
            continue
        reason = _reason(path, text, kept, tests, seen)
        if reason is not None:
            left_out[reason] += 1
            continue
        kept, tests = kept + 1, tests + is_test(path)
        yield Document(Origin(wheel.name, wheel.version, path, _digest(text), licence), text)


def _reason(path: str, text: str, kept: int, tests: int, seen: Seen) -> str | None:
    reason = reason_against(path, text)
    if reason is None and is_test(path) and tests + 1 > MOST_TESTS * (kept + 1):
        reason = "tests"
    if reason is None and not seen.is_new(text):
        reason = "near duplicate"
    return reason


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def texts_of(documents: Sequence[Document]) -> list[str]:
    """Return the texts alone."""
    return [document.text for document in documents]
