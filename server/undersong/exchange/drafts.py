"""Files and folders that take their name when all is written."""

import gzip
import io
import os
import shutil
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

from undersong.domain.errors import BadInput


@contextmanager
def draft_file(path: Path) -> Iterator[TextIO]:
    """Hand out a text file, its owner's alone; a name that ends in .gz packs it. Half of it never bears the name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            # Without a time in it, the same events give the same bytes.
            packed = gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) if path.suffix == ".gz" else file
            with io.TextIOWrapper(cast(io.BufferedWriter, packed), "utf-8", "surrogateescape", newline="") as text:
                yield text
        draft.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def draft_folder(path: Path, ours: Container[str]) -> Iterator[Path]:
    """Hand out a folder beside the one to be; it takes its name when all is written.

    A folder of that name is replaced when it holds nothing but what an export writes.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.mkdir(mode=0o700)
        yield draft
        if path.exists():
            check_replaceable(path, ours)
            shutil.rmtree(path)
        draft.rename(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def check_replaceable(path: Path, ours: Container[str]) -> None:
    """Refuse to replace a folder that holds anything else than an export."""
    if not path.is_dir() or any(entry.name not in ours for entry in path.iterdir()):
        raise BadInput(str(path), "holds other things than an export", "choose a name that is free")


def unwritable(path: Path, error: OSError) -> BadInput:
    """Return what is said where nothing can be written."""
    return BadInput(str(path), f"cannot be written ({error.strerror})", "choose a folder with space that is yours")
