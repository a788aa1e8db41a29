"""Writing a release's folder so that it is either whole or not there."""

import hashlib
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

# What a file of a release is given as: its bytes, or where it lies.
Content = bytes | Path
# Smaller files are read again whenever somebody asks; of larger ones it would be felt.
LARGE_BYTES = 1 << 20
_known: dict[tuple[str, int, int, int], str] = {}


def digests(files: Mapping[str, Content]) -> dict[str, str]:
    """Return file name → SHA-256, as a manifest lists them."""
    return {name: digest_of(content) for name, content in files.items()}


def digest_of(content: Content) -> str:
    """Return the SHA-256 of bytes, or of a file, in hexadecimal.

    A large file is read once a process, until its size, time or place on the disk is another.
    """
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        stat = os.fstat(file.fileno())
        key = (str(content), stat.st_size, stat.st_mtime_ns, stat.st_ino)
        if key in _known:
            return _known[key]
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if stat.st_size >= LARGE_BYTES:
        _known[key] = found
    return found


def write_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Write files into a folder beside its place, sync them, and move the folder there in one step.

    A folder that already stands there under this name is replaced.
    """
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name, content in files.items():
        write_file(part / name, content)
    sync_folder(part)
    shutil.rmtree(folder, ignore_errors=True)  # a folder with files in it cannot be replaced by a rename
    part.replace(folder)
    sync_folder(folder.parent)


def write_file(path: Path, content: Content) -> None:
    """Write a file and sync it."""
    with path.open("wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, file, LARGE_BYTES)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power cut; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
