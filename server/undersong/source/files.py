"""Which files of a repository are its source."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
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
    command = ["git", "ls-files", "-coz", "--exclude-standard"]
    # A file, not a pipe: nobody reads while git writes.
    with tempfile.TemporaryFile() as output:
        try:
            git = subprocess.Popen(
                command, cwd=root, stdout=output, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
            )
        except OSError:
            return
        while not has_ended(git):
            yield None
        output.seek(0)
        paths = output.read().decode(errors="replace").split("\0")
    if git.returncode == 0:
        yield sorted({path for path in paths if language_of(path)})


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
