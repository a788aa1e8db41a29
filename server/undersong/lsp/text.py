"""The texts of open documents, changed and measured without going through all of their lines at every key.

pygls joins a text anew, line by line, for each change, and splits it three times to find a place. A key press changes
one place, close to the one before. It also takes a form feed for the end of a line, which LSP does not.
"""

import re
from typing import Any

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

LINE_END = re.compile(r"\r\n|\n|\r")
# The end of a line of old Macs; where there is none, every line ends in a line feed.
LONE_RETURN = re.compile(r"\r(?!\n)")


class Text(TextDocument):
    """One document. Positions are lines and UTF-16 units; what lies outside is taken for the nearest place within."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # Where a line begins that was looked for: the next one is looked for from here.
        self._near = (0, 0)

    def apply_change(self, change: types.TextDocumentContentChangeEvent) -> None:
        """Take over a change: of a place, or of everything."""
        if not isinstance(change, types.TextDocumentContentChangePartial):
            self._source, self._near = change.text, (0, 0)
            return
        source = self.source
        end = self.offset_at_position(change.range.end)
        start = self.offset_at_position(change.range.start)  # last: what is known of its line stays true
        self._source = source[:start] + change.text + source[end:]

    def offset_at_position(self, client_position: types.Position) -> int:
        """Return how many characters stand before a position."""
        source = self.source
        start = self._start_of_line(source, client_position.line)
        if start is None:
            return len(source)
        end = source.find("\n", start)
        line = source[start : len(source) if end < 0 else end]
        if "\r" in line:
            line = LINE_END.split(line, maxsplit=1)[0]
        return start + points_of(line, client_position.character)

    def _start_of_line(self, source: str, number: int) -> int | None:
        """Return where a line begins; None when the text ends before it."""
        if "\r" in source and LONE_RETURN.search(source):
            ends = [0, *(found.end() for found in LINE_END.finditer(source))]
            self._near = (0, 0)
            return ends[number] if number < len(ends) else None
        at, offset = self._near if number >= self._near[0] // 2 else (0, 0)
        while at < number:
            offset = source.find("\n", offset) + 1
            if not offset:
                return None
            at += 1
        while at > number:
            offset = source.rfind("\n", 0, offset - 1) + 1
            at -= 1
        self._near = (number, offset)
        return offset


def points_of(line: str, units: int) -> int:
    """Return how many characters of a line so many UTF-16 units are; what cuts one in two ends before it."""
    if line.isascii():
        return min(units, len(line))
    found = 0
    for character in line:
        units -= 2 if character > "\uffff" else 1
        if units < 0:
            break
        found += 1
    return found


class Texts(Workspace):
    """A window's documents, as `Text`."""

    def _create_text_document(
        self, doc_uri: str, source: str | None = None, version: int | None = None, language_id: str | None = None
    ) -> Text:
        return Text(
            doc_uri,
            source=source,
            version=version,
            language_id=language_id,
            sync_kind=self._sync_kind,
            position_codec=self._position_codec,
        )
