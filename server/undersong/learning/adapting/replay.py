"""Code of others that a tuned model goes on seeing, so that it does not forget what it knew.

It is what lies on every machine that can train: Python's standard library and the installed packages whose licence
allows it. There is none of other languages, so what a model keeps of those is not measured.
"""

import random
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, distributions
from pathlib import Path

from undersong.learning.adapting.passages import Passage, passages_of, some
from undersong.privacy.sanitise import sanitised
from undersong.source.reading import Skipped, read_source

# The share of replay in what is learned from (D. Rolnick et al. 2019 find that a quarter to a half suffices).
SHARE = 0.3
# One file in so many is never learned from and judges what was kept.
HELD_ONE_IN = 20
HELD_PASSAGES = 80
HELD_LINES = 24
SMALLEST_CHARS, LARGEST_CHARS = 2_000, 60_000
SOURCE = "Python's standard library and installed packages"
PERMISSIVE = ("mit", "bsd", "apache", "isc", "psf", "python software foundation", "0bsd", "zlib", "unlicense")
RESTRICTIVE = ("gpl", "mpl", "mozilla", "proprietary", "commercial")
# Tests repeat themselves, and what a package carries of others has a licence of its own.
LEFT_OUT = frozenset({"test", "tests", "idlelib", "_vendor", "vendored", "site-packages", "lib2to3", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Replay:
    """Texts to go on learning from, passages to judge what was kept, and where they are from."""

    documents: tuple[str, ...]
    held: tuple[Passage, ...]
    sources: tuple[dict[str, object], ...]


def replay_for(chars: int, files: Sequence[Path], seed: int = 7) -> Replay:
    """Return replay for so many characters of a repository; fewer where there are not so many files."""
    wanted, documents, held = chars * SHARE / (1 - SHARE), list[str](), list[Passage]()
    order = list(files)
    random.Random(seed).shuffle(order)
    for path in order:
        is_held = is_held_back(path)
        if (len(held) >= HELD_PASSAGES) if is_held else (sum(map(len, documents)) >= wanted):
            continue
        text = text_of(path)
        if text is None:
            continue
        if is_held:
            lines = text.count("\n")
            held += passages_of(path.name, text, [(lines // 2, lines // 2 + HELD_LINES)])
        else:
            documents.append(text)
    source = {"name": SOURCE, "licence": "permissive", "rows": len(documents)}
    return Replay(tuple(documents), some(held, HELD_PASSAGES, seed), (source,))


def installed_files() -> list[Path]:
    """Return the Python files of the standard library and of installed packages under a permissive licence."""
    found = list(_library(Path(sysconfig.get_path("stdlib"))))
    for distribution in distributions():
        if is_permissive(distribution):
            found += [Path(str(file.locate())) for file in distribution.files or () if _is_wanted(Path(str(file)))]
    return sorted(set(found))


def is_permissive(distribution: Distribution) -> bool:
    """Tell whether a package says of itself that its licence is permissive, and nothing to the contrary."""
    fields = ("License-Expression", "License", "Classifier")
    told = [line for field in fields for line in distribution.metadata.get_all(field) or ()]
    # A classifier that speaks of something else, such as a topic, is no licence.
    said = [line for line in told if "::" not in line or line.startswith("License")]
    words = " ".join(said)[:2_000].lower()
    return any(name in words for name in PERMISSIVE) and not any(name in words for name in RESTRICTIVE)


def is_held_back(path: Path) -> bool:
    """Tell whether a file only judges; the same on every machine."""
    return sha256(path.name.encode()).digest()[0] % HELD_ONE_IN == 0


def text_of(path: Path) -> str | None:
    """Return a file's text without secrets; None for one that is too short, too long or no text."""
    text = read_source(path)
    if isinstance(text, Skipped) or not SMALLEST_CHARS <= len(text) <= LARGEST_CHARS:
        return None
    return sanitised(text, LARGEST_CHARS)


def _library(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.py") if _is_wanted(path.relative_to(folder)))


def _is_wanted(path: Path) -> bool:
    return path.suffix == ".py" and not LEFT_OUT & set(path.parts)
