"""Files as text: packed or not, in UTF-8, with bytes that are none kept apart."""

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TextIO, cast

from undersong.domain.errors import BadInput, NotThere
from undersong.exchange.base import Unmapped

GZIP_MAGIC = b"\x1f\x8b"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# What `surrogateescape` makes of bytes that are no UTF-8.
STRAY = re.compile("[\udc80-\udcff]")
# Half of a sign that takes two, as JSON may hold by an escape.
HALF = re.compile("[\ud800-\udfff]")
# What a cut or damaged file raises while it is read.
BROKEN = (EOFError, OSError, zlib.error)
LONGEST_LINE = 4_194_304


class Salvage(io.RawIOBase):
    """What can be read of a file; where it is cut or damaged it ends, and `failure` tells why."""

    def __init__(self, file: "IO[bytes]") -> None:
        self._file = cast(io.BufferedReader, file)
        self.failure: Exception | None = None

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what comes next; nothing at the end, whatever ended it."""
        if self.failure is None:
            try:
                found = self._file.read1(len(buffer))
                buffer[: len(found)] = found
                return len(found)
            except BROKEN as error:
                self.failure = error
        return 0


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """Open a file for reading, unpacking gzip whatever it is called; bytes that are no UTF-8 come as `STRAY`."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise NotThere(str(path), "name a file or folder of this format") from None
    except OSError as error:
        raise BadInput(str(path), f"cannot be read ({error.strerror})", "name a file that you may read") from error
    with file:
        unpacked: IO[bytes] = file
        if file.peek(2)[:2] == GZIP_MAGIC:
            unpacked = cast(IO[bytes], gzip.GzipFile(fileobj=file))
        elif file.peek(2)[:2] in WIDE_MARKS:
            raise BadInput(str(path), "is UTF-16", "save it as UTF-8")
        buffered = io.BufferedReader(Salvage(unpacked))
        with io.TextIOWrapper(buffered, "utf-8-sig", errors="surrogateescape", newline="") as text:
            yield text


def failure_of(text: TextIO) -> Exception | None:
    """Return why a file that `open_text` opened ended too early, or None."""
    return cast(Salvage, cast(io.BufferedReader, text.buffer).raw).failure


def numbered_lines(path: Path) -> Iterator[tuple[int, str] | Unmapped]:
    """Yield number and text of each line that is not blank, in constant memory; a line that was cut is none."""
    with open_text(path) as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith("\n"):
                while (part := file.readline(LONGEST_LINE)) and not part.endswith("\n"):
                    pass
                yield Unmapped(path.name, number, "", "", f"it is longer than {LONGEST_LINE:,} characters")
            elif failure_of(file) and not line.endswith("\n"):
                break
            elif STRAY.search(line):
                yield Unmapped(path.name, number, "", "", "it is not UTF-8")
            elif line.strip():
                yield number, line
        if error := failure_of(file):
            yield cut_off(path, number + 1, error)


def json_text(value: Any) -> str:
    """Return a value as JSON that can be written in UTF-8.

    >>> json_text(["café", "caf\\ud83d"])
    '["caf\\\\u00e9", "caf\\\\ud83d"]'
    """
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if HALF.search(text) else text


def cut_off(path: Path, row: int, error: Exception) -> Unmapped:
    """Return what is said of a file that ends in the middle."""
    return Unmapped(path.name, row, "", "", f"the file cannot be read any further ({type(error).__name__})")
