"""What the Telemetry extension of the Educational Technology Collective writes into its file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from undersong.domain.errors import BadInput
from undersong.domain.event import Event
from undersong.domain.kind import Kind, Origin
from undersong.exchange.base import Context, Format, Mapped, Unmapped, Unusable, kept, mapped
from undersong.exchange.changes import MOST_TYPED, Change
from undersong.exchange.json_stream import BadJson, JsonStream, ended
from undersong.exchange.maker import Maker
from undersong.exchange.texts import open_text
from undersong.exchange.vocabulary import language


class VsCodeTelemetry(Format):
    """Objects of JSON with commas between them, in a list or not.

    DocumentOpenEvent → `file_opened`, DocumentSaveEvent → `file_saved`, DocumentChangeEvent → `file_modified`; that a
    document was closed is kept without being judged. The recorder tells only the first of several changes of one
    moment, and not who made it: more than fifty characters at once count as pasted. Texts, machine and session are not
    kept.
    """

    name = "vscode-telemetry"
    line = "the file of the Educational Technology Collective's Telemetry extension (.json)"

    def read(self, path: Path, context: Context) -> Iterator[Mapped | Unmapped]:
        """Yield one event an event."""
        turn = Turn(context)
        yield from mapped(path.name, read_objects(path), turn.events)


def read_objects(path: Path) -> Iterator[tuple[int, Any] | Unmapped]:
    """Yield number and value of each object, in constant memory."""
    with open_text(path) as file:
        stream, number = JsonStream(file), 0
        if not stream.kind():
            raise BadInput(str(path), "is empty", "name a file of the Telemetry extension")
        try:
            is_list = stream.pass_over("[")
            while (sign := stream.kind()) and not (is_list and sign == "]"):
                number += 1
                yield number, stream.value()
                stream.pass_over(",")
            yield from ended(path, number + 1, file)
        except BadJson as error:
            yield from ended(path, number, file, error)


class Turn:
    """Turns objects into events."""

    def __init__(self, context: Context) -> None:
        self._maker = Maker(VsCodeTelemetry.name, context)

    def events(self, number: int, found: Any) -> Iterator[Event]:
        """Yield the event of an object."""
        told = found.get("data", found) if isinstance(found, dict) else None
        meaning = MEANINGS.get(str(told.get("eventName"))) if isinstance(told, dict) else None
        if not isinstance(told, dict) or meaning is None:
            raise Unusable("eventName", "it is no event of this recorder")
        time_ms, uri = told.get("eventTime"), told.get("documentUri")
        if not isinstance(time_ms, int) or isinstance(time_ms, bool):
            raise Unusable("eventTime", "it holds no time")
        if not isinstance(uri, str):
            raise Unusable("documentUri", "it names no document")
        kind, data, origin = meaning(told)
        identity = [number, told["eventName"], uri]
        yield self._maker.event(kind, time_ms, "", identity, data, subject=path_of(uri), origin=origin)


Meaning = tuple[str, dict[str, Any], Origin | None]


def changed(told: Mapping[str, Any]) -> Meaning:
    """Return the size and place of a change; of its text nothing is kept."""
    text = told.get("value")
    if not isinstance(text, str):
        raise Unusable("value", "it holds no text")
    first, last = count_of(told, "rangestart_line"), count_of(told, "rangeend_line")
    lines = text.count("\n")
    change = Change(len(text), count_of(told, "rangeLength"), lines, max(0, last - first), first, first + lines)
    origin = Origin.USER if len(text) <= MOST_TYPED else Origin.PASTE
    return Kind.FILE_MODIFIED, change.data(language(told.get("documentLanguageId"))), origin


def count_of(told: Mapping[str, Any], field: str) -> int:
    """Return a count, which this recorder writes as text."""
    value = str(told.get(field))
    if not (value.isascii() and value.isdigit() and len(value) <= 15):
        raise Unusable(field, "it holds no whole number")
    return int(value)


def with_language(kind: str) -> Callable[[Mapping[str, Any]], Meaning]:
    """Return what makes an event that tells no more than the language."""
    return lambda told: (kind, {"file.language": language(told.get("documentLanguageId"))}, None)


def path_of(uri: str) -> str:
    """Return the path of a document, as an editor hashes it.

    >>> path_of("file:///home/ada/two%20words.py")
    '/home/ada/two words.py'
    """
    if not uri.startswith("file:"):
        return uri
    try:
        return unquote(urlsplit(uri).path)
    except ValueError:
        raise Unusable("documentUri", "it names no document") from None


MEANINGS: Mapping[str, Callable[[Mapping[str, Any]], Meaning]] = {
    "DocumentOpenEvent": with_language(Kind.FILE_OPENED),
    "DocumentSaveEvent": with_language(Kind.FILE_SAVED),
    "DocumentChangeEvent": changed,
    "DocumentCloseEvent": with_language(kept(VsCodeTelemetry.name, "closed")),
}
