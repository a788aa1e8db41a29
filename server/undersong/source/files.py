"""Which files of a repository are its source."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from undersong.source.languages import language_of

# Folders that hold what others wrote or what programs made; only walked around where git does not say it better.
IGNORED_FOLDERS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".venv",
        ".venv-train",
        "venv",
        "env",
        "node_modules",
        "bower_components",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".idea",
        ".vscode-test",
        "dist",
        "build",
        "target",
        "site-packages",
        ".eggs",
    }
)


def list_files(root: Path) -> Iterator[list[str] | None]:
    """Yield None while the listing goes on, then the relative paths (with ``/``) of all source files, sorted.

    In a git work tree it is what git tracks or would track; elsewhere all files outside `IGNORED_FOLDERS`.
    """
    for listed in git_files(root):
        yield listed
        if listed is not None:
            return
    paths: list[str] = []
    for found in walk(root):
        paths += found
        yield None
    yield sorted(paths)


def git_files(root: Path) -> Iterator[list[str] | None]:
    """Yield None while git works, then its list; without git, or outside a work tree, there is no list."""
    for answer in git_answer(["ls-files", "-coz", "--exclude-standard"], root):
        if answer is None:
            yield None
        elif answer.code == 0:
            yield sorted({path for path in answer.paths if language_of(path)})


def ignored_files(root: Path, paths: Iterable[str]) -> Iterator[set[str] | None]:
    """Yield None while git works, then those of these files (relative paths) that a listing would leave out.

    In a git work tree they are what git ignores and does not track; elsewhere what lies in `IGNORED_FOLDERS`.
    """
    asked = list(paths)
    for answer in git_answer(["check-ignore", "-z", "--stdin"], root, "\0".join(asked)):
        if answer is None:
            yield None
        elif answer.code in {0, 1}:  # some are ignored, none is
            yield answer.paths
            return
    yield {path for path in asked if not IGNORED_FOLDERS.isdisjoint(path.split("/"))}


@dataclass(frozen=True, slots=True)
class Answer:
    """How git ended, and the paths that it wrote."""

    code: int
    paths: set[str]


def git_answer(words: list[str], root: Path, told: str = "") -> Iterator[Answer | None]:
    """Yield None while git works, then what it answers to `told`; nothing where there is no git or no folder."""
    # Files, not pipes: nobody reads while git writes.
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as output:
        question.write(told.encode(errors="replace"))
        question.seek(0)
        try:
            git = subprocess.Popen(["git", *words], cwd=root, stdout=output, stderr=subprocess.DEVNULL, stdin=question)
        except OSError:
            return
        while not has_ended(git):
            yield None
        output.seek(0)
        paths = output.read().decode(errors="replace").split("\0")
    yield Answer(git.returncode, set(paths) - {""})


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Wait a few milliseconds for a process."""
    try:
        process.wait(0.005)
    except subprocess.TimeoutExpired:
        return False
    return True


def walk(root: Path) -> Iterator[list[str]]:
    """Yield the source files of each folder, without following links."""
    for folder, inner, names in os.walk(root):
        inner[:] = [name for name in inner if name not in IGNORED_FOLDERS]
        at = Path(folder).relative_to(root)
        yield [(at / name).as_posix() for name in names if language_of(name)]
