"""A file's text, or the reason why it is not read."""

import re
from dataclasses import dataclass
from pathlib import Path

from undersong.source.secretlike import is_private_file

# Beyond a megabyte, or with such lines, a file was made by a program.
LARGEST_BYTES = 1_000_000
LONGEST_LINE = 5_000
LONG_LINE = re.compile(rf"[^\n]{{{LONGEST_LINE + 1}}}")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a file is still the one that was read."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not read, and why."""

    reason: str


def stamp_of(path: Path) -> Stamp | None:
    """Return a file's stamp, or None when it is no file (any more)."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(found.st_size, found.st_mtime_ns) if path.is_file() else None


def read_source(path: Path) -> str | Skipped:
    """Return the text of a file with ``\\n`` line ends, or why it is left out."""
    if is_private_file(path.name):
        return Skipped("holds secrets")
    stamp = stamp_of(path)
    if stamp is None:
        return Skipped("vanished")
    if stamp.size > LARGEST_BYTES:
        return Skipped("larger than 1 MB")
    try:
        data = path.read_bytes()
    except OSError:
        return Skipped("vanished")
    return decoded(data)


def decoded(data: bytes) -> str | Skipped:
    """Return bytes as source text, or why they are none."""
    if b"\0" in data:
        return Skipped("binary")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Skipped("not UTF-8")
    if LONG_LINE.search(text):
        return Skipped("generated")
    return text.replace("\r\n", "\n").replace("\r", "\n")
