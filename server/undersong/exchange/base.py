"""The contract of an exchange format, and what becomes of a row that is no event."""

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeVar

from undersong.domain.event import Event
from undersong.exchange.names import Names

# An event of this type is stored and counted, and judged by nobody: nothing of ours means the same.
KEPT_PREFIX = "dev.undersong.exchange."

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Unmapped:
    """What became no event: where it stands, what it is and why.

    Parameters
    ----------
    row
        Counts from 1 below the heading; 0 is the whole file.
    column
        The column or field at fault, or nothing.
    kind
        The word of the format for it, when the format has such a word.
    is_fault
        Whether something is wrong with it. What merely has no counterpart among our kinds is no fault.
    """

    file: str
    row: int
    column: str
    kind: str
    reason: str
    is_fault: bool = True

    def __str__(self) -> str:
        """Return the sentence for a person."""
        place = (
            self.file + (f", row {self.row}" if self.row else "") + (f", column {self.column}" if self.column else "")
        )
        return f"{place}: {self.reason}."


class Mapped(NamedTuple):
    """An event, and the file and row that it was made of, as `Unmapped` tells them."""

    event: Event
    file: str
    row: int


class Unusable(Exception):
    """A value that cannot be used; raised while a row is mapped, and told as `Unmapped`."""

    def __init__(self, column: str, reason: str, kind: str = "", is_fault: bool = True) -> None:
        super().__init__(reason)
        self.column, self.reason, self.kind, self.is_fault = column, reason, kind, is_fault


class Context(NamedTuple):
    """What a reading needs from outside: the way from names to hashes, and the time it is."""

    names: Names
    now_ms: int


@dataclass(slots=True)
class Written:
    """How many events were written, under which of the format's words, and which kinds were left out."""

    mapped: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


class Format(ABC):
    """A form in which recorded work comes in.

    `line` describes it for a person. `is_of_others` tells that such files hold the work of other people.
    """

    name: ClassVar[str]
    line: ClassVar[str]
    is_of_others: ClassVar[bool] = False

    @abstractmethod
    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield the events of a file or folder, and what could not be mapped; the rest of the file is always used.

        The same content gives the same ids, whenever and how often it is read.

        Raises
        ------
        BadInput
            Nothing of it can be used: it lacks a column, is empty or something else altogether.
        """


class TwoWay(Format):
    """A form in which recorded work also goes out."""

    @abstractmethod
    def write(self, events: Iterable[Event], path: Path, names: Names) -> Written:
        """Write events; the file or folder takes its name when all is written.

        An event that came in by this format goes out with its own fields. Hashes whose names `names` remembers
        become names again.
        """


def mapped(
    file: str, found: Iterable[tuple[int, Found] | Unmapped], turn: Callable[[int, Found], Iterable[Event]]
) -> Iterator[Mapped | Unmapped]:
    """Yield the events that `turn` makes of each numbered row, and what it could not map."""
    for item in found:
        if isinstance(item, Unmapped):
            yield item
            continue
        row, value = item
        try:
            made = list(turn(row, value))
        except Unusable as fault:
            yield Unmapped(file, row, fault.column, fault.kind, fault.reason, fault.is_fault)
        else:
            yield from (Mapped(event, file, row) for event in made)


def kept(form: str, word: str) -> str:
    """Return the type of an event that is kept as it came, because none of our kinds means the same.

    >>> kept("progsnap2", "File.RequestHelp")
    'dev.undersong.exchange.progsnap2.file_requesthelp.v1'
    """
    plain_form, plain_word = (re.sub("[^a-z0-9]", "_", text.lower()) for text in (form, word))
    return f"{KEPT_PREFIX}{plain_form}.{plain_word}.v1"


def is_about_all(event: Event) -> bool:
    """Return whether an event describes a whole data set and is nobody's own."""
    return event.kind.startswith(KEPT_PREFIX) and event.kind.split(".")[-2] in ("dataset", "bucket")
