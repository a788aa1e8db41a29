"""Our own exchange format: one event a line, as it came over the wire. Nothing is lost on the way out and in."""

import gzip
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple, cast

import msgspec

from undersong.domain.errors import EventRefused
from undersong.domain.event import Event
from undersong.lsp.convert import event_to_wire, row_from_wire
from undersong.store.row import Row

# Not part of an event, but a replay needs it: this one's window was closed when it came.
LATE = "undersonglate"

GZIP_MAGIC = b"\x1f\x8b"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# An event takes half a kilobyte; a longer line is some other file, and must not fill the memory.
LONGEST_LINE = 65_536


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no event, and why; the event's id where it could be told."""

    number: int
    reason: str
    id: str | None = None


class Lived(NamedTuple):
    """The time through which a store's own daemon judged, (after, until]: what is imported into it came late there."""

    after_ms: int
    until_ms: int


def read_rows(file: BinaryIO, lived: Lived | None = None) -> Iterator[Row | BadLine]:
    """Yield a row for the store or what is wrong, for each line; blank lines are passed over.

    A cut or damaged gzip file ends in a bad line; what came before it is good.
    """
    for number, line in numbered_lines(file):
        if isinstance(line, str):
            yield BadLine(number, line)
        elif line.strip():
            yield read_row(number, line, lived)


def read_row(number: int, line: bytes, lived: Lived | None = None) -> Row | BadLine:
    """Return the row of one line, or what is wrong with it."""
    try:
        wire = msgspec.json.decode(line)
        is_late = isinstance(wire, dict) and wire.pop(LATE, None) is True
        row = row_from_wire(wire)
    except EventRefused as error:
        return BadLine(number, error.reason, error.event_id)
    except (ValueError, RecursionError):
        return BadLine(number, "it is no JSON")
    is_lived = lived is not None and lived.after_ms < row.time_ms <= lived.until_ms
    return row._replace(late=1) if is_late or is_lived else row


def write_events(events: Iterable[tuple[Event, bool]], write: Callable[[bytes], Any]) -> int:
    """Write each event and whether it came late as a line; return how many."""
    written = 0
    for event, is_late in events:
        wire = event_to_wire(event)
        if is_late:
            wire[LATE] = True
        write(msgspec.json.encode(wire) + b"\n")
        written += 1
    return written


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | str]]:
    """Yield number and bytes of each line, or a sentence in place of bytes that cannot be had."""
    lines, number = opened(file), 0
    while True:
        number += 1
        try:
            line = lines.readline(LONGEST_LINE)
            is_whole = len(line) < LONGEST_LINE or line.endswith(b"\n") or skip_line(lines)
        except (OSError, EOFError) as error:
            yield number, f"the file cannot be read any further ({type(error).__name__})"
            return
        if not line:
            return
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        yield number, line if is_whole else f"it is longer than {LONGEST_LINE} bytes"


def skip_line(lines: BinaryIO) -> bool:
    """Read to the end of a line that is too long; say that it was not whole."""
    while (part := lines.readline(LONGEST_LINE)) and not part.endswith(b"\n"):
        pass
    return False


def opened(file: BinaryIO) -> BinaryIO:
    """Return a reader of the lines, unpacking gzip whatever the file is called."""
    reader = cast(io.BufferedReader, file if hasattr(file, "peek") else io.BufferedReader(cast(io.RawIOBase, file)))
    if reader.peek(2)[:2] == GZIP_MAGIC:
        return cast(BinaryIO, gzip.GzipFile(fileobj=reader))
    return reader
