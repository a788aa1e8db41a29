"""Editing traces: every change to one text, with its time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.exchange.base import Context, Format, Mapped, Unmapped, Unusable, mapped
from undersong.exchange.changes import MOST_TYPED, Change, patched, together
from undersong.exchange.json_stream import BadJson, JsonStream, ended
from undersong.exchange.maker import Maker
from undersong.exchange.texts import failure_of, open_text
from undersong.exchange.times import moment
from undersong.exchange.vocabulary import UNKNOWN

Patch = tuple[int, int, str]


class EditingTraces(Format):
    """{startContent, endContent, txns: [{time, patches: [[position, deleted, inserted]]}]}.

    A transaction → `file_modified`. Replaying all patches must give `endContent`; where it does not, that is told. Of
    the text nothing is kept but sizes and lines. What inserts more than fifty characters counts as pasted: the set
    does not tell.
    """

    name = "editing-traces"
    line = "sequential editing traces: one .json or .json.gz"
    is_of_others = True

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event a transaction."""
        trace = Trace(path, context)
        with open_text(path) as file:
            yield from mapped(path.name, trace.transactions(file), trace.events)
        yield from trace.verdict()


class Trace:
    """Replays one trace."""

    def __init__(self, path: Path, context: Context) -> None:
        self._path, self._maker = path, Maker(EditingTraces.name, context)
        self._text, self._is_whole = "", False
        self._end: Any = None
        self._name = path.name.removesuffix(".gz").removesuffix(".json")

    def transactions(self, file: TextIO) -> Iterator[tuple[int, Any] | Unmapped]:
        """Yield number and value of each transaction."""
        stream, number = JsonStream(file), 0
        try:
            if stream.kind() != "{":
                raise BadInput(str(self._path), "holds no editing trace", "name a sequential trace")
            for key in stream.members():
                if key == "txns":
                    for number, _ in enumerate(stream.items(), 1):
                        yield number, stream.value()
                    self._is_whole = True
                elif key == "startContent":
                    self._text = str(stream.value())
                elif key == "endContent":
                    self._end = stream.value()
                else:
                    stream.value()
            if not number and not failure_of(file):
                raise BadInput(str(self._path), "holds no transactions", "name a sequential trace")
            yield from ended(self._path, number + 1, file)
        except BadJson as error:
            yield from ended(self._path, number + 1, file, error)

    def events(self, number: int, transaction: Any) -> Iterator[Event]:
        """Yield the event of a transaction; its patches are applied even where its time cannot be."""
        changes = [self._apply(patch) for patch in patches_of(transaction)]
        time_ms, offset = moment(str(transaction.get("time")), "time")
        if not changes:
            raise Unusable("patches", "it changes nothing", "transaction", False)
        change = together(changes)
        origin = Origin.USER if change.inserted <= MOST_TYPED else Origin.PASTE
        data = change.data(UNKNOWN, len(changes))
        yield self._maker.event(
            Kind.FILE_MODIFIED, time_ms, self._name, number, data, subject=self._name, origin=origin, offset=offset
        )

    def verdict(self) -> Iterator[Unmapped]:
        """Yield a fault when the replay of a whole trace gives another text than it says."""
        if self._is_whole and isinstance(self._end, str) and self._text != self._end:
            reason = f"replaying it gives {len(self._text):,} characters that are not its {len(self._end):,}"
            yield Unmapped(self._path.name, 0, "endContent", "", reason)

    def _apply(self, patch: Patch) -> Change:
        position, deleted, inserted = patch
        if not 0 <= position <= position + deleted <= len(self._text):
            raise Unusable("patches", "a patch lies outside of the text")
        self._text, change = patched(self._text, position, deleted, inserted)
        return change


def patches_of(transaction: Any) -> list[Patch]:
    """Return the patches of a transaction."""
    patches = transaction.get("patches") if isinstance(transaction, dict) else None
    if not isinstance(patches, list) or not all(is_patch(patch) for patch in patches):
        raise Unusable("patches", "it holds no patches")
    return [(position, deleted, inserted) for position, deleted, inserted in patches]


def is_patch(patch: Any) -> bool:
    """Return whether a value is a position, a count and a text."""
    return (
        isinstance(patch, list)
        and len(patch) == 3
        and all(isinstance(number, int) and not isinstance(number, bool) for number in patch[:2])
        and isinstance(patch[2], str)
    )
