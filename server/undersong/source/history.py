"""What git knows of a repository: its newest commits, the lines that they added, and any file at any commit."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# A repository whose log takes longer is on a disk that nobody should wait for.
DEADLINE_SECONDS = 60
HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Added:
    """Lines that are new in a file: `lines` are half-open ranges, counted from 0, in the newer version."""

    path: str
    lines: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        """How many lines."""
        return sum(end - start for start, end in self.lines)


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a commit: its path, the name of its content, and its size in bytes."""

    path: str
    name: str
    size: int


def newest_commits(root: Path, most: int) -> list[str]:
    """Return the names of the newest commits of the present branch, newest first; merges count as one.

    Empty where there is no git, no repository or no commit.
    """
    return _git(root, "rev-list", "--first-parent", f"--max-count={most}", "HEAD").decode().split()


def added_lines(root: Path, before: str, after: str) -> list[Added]:
    """Return the lines that lie between two commits, by file; moved files count with what is new in them alone."""
    options = ("--unified=0", "--diff-filter=AMR", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv")
    text = _git(root, "-c", "core.quotePath=off", "diff", *options, before, after)
    return list(_added(text.split(b"\n")))


def tree(root: Path, commit: str) -> list[Blob]:
    """Return the files of a commit."""
    listed = _git(root, "ls-tree", "-r", "-l", "-z", commit).decode(errors="replace").split("\0")
    return [blob for line in listed if (blob := _blob(line)) is not None]


def contents(root: Path, names: Sequence[str]) -> Iterator[bytes | None]:
    """Yield the content of each blob (or of each ``commit:path``), in order; None for one that is not there."""
    if not names:
        return
    asked = "".join(f"{name}\n" for name in names).encode()
    yield from _batch(_git(root, "cat-file", "--batch", stdin=asked))


def _git(root: Path, *words: str, stdin: bytes = b"") -> bytes:
    """Return what git says; nothing where it fails, is missing or takes too long."""
    try:
        done = subprocess.run(
            ["git", *words], cwd=root, input=stdin, capture_output=True, timeout=DEADLINE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _added(lines: Iterable[bytes]) -> Iterator[Added]:
    path, ranges = "", list[tuple[int, int]]()
    for line in lines:
        if line.startswith(b"diff --git "):
            if path and ranges:
                yield Added(path, tuple(ranges))
            path, ranges = "", []
        elif line.startswith(b"+++ b/") and not ranges:
            path = line[6:].rstrip(b"\t").decode(errors="replace")
        elif found := HUNK.match(line):
            start, count = int(found[1]) - 1, int(found[2] or 1)
            ranges += [(start, start + count)] if count else []
    if path and ranges:
        yield Added(path, tuple(ranges))


def _blob(line: str) -> Blob | None:
    about, _, path = line.partition("\t")
    fields = about.split()
    if len(fields) != 4 or fields[1] != "blob" or not fields[3].isdigit():
        return None
    return Blob(path, fields[2], int(fields[3]))


def _batch(output: bytes) -> Iterator[bytes | None]:
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        fields = output[at:end].split()
        if fields[-1] == b"missing":
            yield None
            at = end + 1
            continue
        size = int(fields[-1])
        yield output[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
