"""Writing a release's folder so that it is either whole or not there."""

import hashlib
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return file name → SHA-256, as a manifest lists them."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder beside its place, sync them, and move the folder there in one step.

    A folder that already stands there under this name is replaced.
    """
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name, content in files.items():
        with (part / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    sync_folder(part)
    shutil.rmtree(folder, ignore_errors=True)  # a folder with files in it cannot be replaced by a rename
    part.replace(folder)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power cut; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
