"""Files that a command reads and writes: standard streams, gzip, nothing half-written, and a word about long work."""

import gzip
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from undersong.cli.output import complain
from undersong.domain.errors import BadInput, NotThere

STANDARD = "-"
# Work that takes longer than this says how far it is, once in this time.
PATIENCE_SECONDS = 1.0


class Ticker:
    """Says on the error stream how far long work is; silent for the first second."""

    def __init__(self, words: str) -> None:
        self._words, self._due = words, time.monotonic() + PATIENCE_SECONDS
        self._has_spoken = False

    def tick(self, done: int) -> None:
        """Tell that so many are done, when it is time to."""
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + PATIENCE_SECONDS
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done:,} {self._words}")
            self._has_spoken = True
        else:
            complain(f"{done:,} {self._words} so far")

    def end(self) -> None:
        """Leave the line that was written over and over."""
        if self._has_spoken:
            sys.stderr.write("\n")


@contextmanager
def open_input(path: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-``."""
    if path == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115 (held by the `with` below, apart from the errors of opening)
    except FileNotFoundError:
        raise NotThere(path, "name a file, or - for standard input") from None
    except OSError as error:
        raise BadInput(path, f"cannot be read ({error.strerror})", "name a file that you may read") from error
    with file:
        yield file


@contextmanager
def open_output(path: str, may_overwrite: bool) -> Iterator[Callable[[bytes], Any]]:
    """Hand out what writes to a file, readable by its owner alone, or to standard output for ``-``.

    The file takes its name when all is written; until then nothing of that name changes.
    """
    if path == STANDARD:
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.exists() and not may_overwrite:
        raise BadInput(path, "is there already", "choose another name, or say --overwrite")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with packed(file, target.suffix == ".gz") as write:
                yield write
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise BadInput(
            path, f"cannot be written ({error.strerror})", "choose a folder with space that is yours"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def packed(file: BinaryIO, is_packed: bool) -> Iterator[Callable[[bytes], Any]]:
    """Write through gzip when wished; the same events give the same bytes."""
    if not is_packed:
        yield file.write
        return
    with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0) as packer:
        yield packer.write
