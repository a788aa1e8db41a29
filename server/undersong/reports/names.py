"""Hashes become names on the screen of whoever holds the files, and nowhere else."""

import hashlib
import hmac
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = re.compile(r"\bfile ([0-9a-f]{16})\b")
SHORT = 4
# A folder with more files than this is hashed in part: names are a comfort, not a figure.
MOST_FILES = 50_000
OMITTED = frozenset({".git", "node_modules", ".venv", "__pycache__"})


def with_names(value: Any, names: Mapping[str, str]) -> Any:
    """Return a report in which every ``file <hash>`` is a name, or ``file`` with four characters of its hash.

    >>> with_names(["file 9f86d081884c7d65"], {})
    ['file 9f86']
    """
    if isinstance(value, str):
        return FILE.sub(lambda found: names.get(found[1], f"file {found[1][:SHORT]}"), value)
    if isinstance(value, Mapping):
        return {key: with_names(held, names) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [with_names(held, names) for held in value]
    return value


def names_in(folder: Path, salt: str) -> dict[str, str]:
    """Return the salted hash of each file's path under a folder, with the path inside it; links are not followed."""
    root = folder.resolve()
    key = bytes.fromhex(salt)
    return {hashed(path.as_posix(), key): path.relative_to(root).as_posix() for path in files_under(root)}


def files_under(root: Path) -> Iterator[Path]:
    """Yield the files under a folder, without those of tools."""
    left = MOST_FILES
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - OMITTED)
        for name in sorted(files)[:left]:
            yield Path(folder, name)
        left -= len(files)
        if left <= 0:
            return


def hashed(path: str, key: bytes) -> str:
    """Return what an event says of a path, as the editor makes it: `/` between parts, a drive letter in lower case."""
    path = path[0].lower() + path[1:] if path[1:2] == ":" else path
    return hmac.new(key, path.encode(), hashlib.sha256).hexdigest()[:16]
