"""What one repository gives to learn from, and its newest lines, which are held back to judge."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from undersong.domain.errors import TooFewExamples
from undersong.learning.adapting.passages import Passage, passages_of, some
from undersong.privacy.sanitise import sanitised
from undersong.source.files import IGNORED_FOLDERS
from undersong.source.history import Added, added_lines, contents, newest_commits, tree
from undersong.source.languages import language_of
from undersong.source.reading import LARGEST_BYTES, Skipped, decoded
from undersong.source.secretlike import is_private_file

# Of the newest thousand commits at most a tenth is held back, as few as have lines enough; below the least, one file
# would decide.
LOOKED_AT, HELD_SHARE = 1_000, 0.1
ENOUGH_LINES, ENOUGH_FILES, LEAST_LINES = 200, 5, 40
# Lines of one file beyond this were moved or generated.
MOST_LINES_A_FILE = 200
MOST_PASSAGES = 150
# Under so much text a model of many millions of weights learns it by heart.
LEAST_CHARS = 20_000
# Longer literals are documents; the index leaves out more, but a model must have seen what usual messages look like.
LONGEST_LITERAL = 400
MODEL = "completion"


@dataclass(frozen=True, slots=True)
class Material:
    """A repository as it was before its newest commits, and what these added.

    Parameters
    ----------
    documents
        Texts to learn from, without secrets; nothing of what was held back is in them.
    held
        Passages of the newest commits' lines.
    newest
        The newest commit, to know tomorrow whether there is anything new.
    commits, lines
        How much is held back.
    fingerprint
        Tells this data set from any other.
    """

    documents: tuple[str, ...]
    held: tuple[Passage, ...]
    newest: str
    commits: int
    lines: int
    fingerprint: str


def collect(root: Path, seed: int = 7) -> Material:
    """Return what a repository gives.

    The documents are the files as they stood before the commits held back, so that time parts the two as it does in
    life. Whatever git ignores, what lies in folders of others' code, and files made to hold secrets are left out.

    Raises
    ------
    TooFewExamples
        There is no history, or too little text or too few new lines to learn and judge.
    """
    commits = newest_commits(root, LOOKED_AT)
    if not commits:
        raise TooFewExamples(f"{MODEL} (commits)", 0, 2)
    place, added = held_back(root, commits)
    held = [passage for file in added for passage in passages_in(root, commits[0], file)]
    lines = sum(file.count for file in added)
    if lines < LEAST_LINES or not held:
        raise TooFewExamples(f"{MODEL} (new lines)", lines, LEAST_LINES)
    documents = tuple(documents_at(root, commits[place]))
    chars = sum(map(len, documents))
    if chars < LEAST_CHARS:
        raise TooFewExamples(f"{MODEL} (characters)", chars, LEAST_CHARS)
    print_ = hashlib.sha256("\0".join([commits[place], commits[0], *documents]).encode()).hexdigest()
    return Material(documents, some(held, MOST_PASSAGES, seed), commits[0], place, lines, print_)


def held_back(root: Path, commits: Sequence[str]) -> tuple[int, list[Added]]:
    """Return how many of the newest commits are held back, and their lines: as few as give enough.

    At most a tenth of the history, and never all of it.
    """
    place, added, most = 0, list[Added](), max(1, int(len(commits) * HELD_SHARE))
    for place in steps(min(most, len(commits) - 1)):
        added = [file for file in added_lines(root, commits[place], commits[0]) if is_learned(file.path)]
        added = [file for file in added if file.count <= MOST_LINES_A_FILE]
        if sum(file.count for file in added) >= ENOUGH_LINES and len(added) >= ENOUGH_FILES:
            break
    return place, added


def steps(most: int) -> Iterator[int]:
    """Yield 1, 2, 4 … and at last `most`; nothing where that is 0.

    >>> list(steps(10))
    [1, 2, 4, 8, 10]
    """
    place = 1
    while place < most:
        yield place
        place *= 2
    if most > 0:
        yield most


def documents_at(root: Path, commit: str) -> Iterator[str]:
    """Yield the texts of a commit's files that may be learned."""
    blobs = [blob for blob in tree(root, commit) if is_learned(blob.path) and blob.size <= LARGEST_BYTES]
    for data in contents(root, [blob.name for blob in blobs]):
        text = text_of(data)
        if text is not None and text.strip():
            yield text


def passages_in(root: Path, commit: str, added: Added) -> list[Passage]:
    """Return the passages of a file's new lines."""
    text = text_of(next(contents(root, [f"{commit}:{added.path}"]), None))
    return [] if text is None else passages_of(added.path, text, added.lines)


def text_of(data: bytes | None) -> str | None:
    """Return a file's text without its secrets; None for what is no text."""
    if data is None or len(data) > LARGEST_BYTES:
        return None
    text = decoded(data)
    return None if isinstance(text, Skipped) else sanitised(text, LONGEST_LITERAL)


def is_learned(path: str) -> bool:
    """Tell whether a file is code of this repository's own."""
    parts = path.split("/")
    return language_of(path) is not None and not is_private_file(parts[-1]) and not IGNORED_FOLDERS & set(parts[:-1])
