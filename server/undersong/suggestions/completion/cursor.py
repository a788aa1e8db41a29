"""Where the person types: the tokens before the cursor and the one that is half there."""

from dataclasses import dataclass

from undersong.source.lexer import open_end
from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.stream import Codes


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a completion.

    `stream` ends before the open token; `open_text` is what of it is typed; `has_blank` tells whether a blank (or the
    line's indentation) is typed before it.
    """

    stream: Codes
    open_text: str
    has_blank: bool


def cursor_at(line: str, above: Document) -> Cursor:
    """Return the cursor at the end of `line`, which stands under the lines of `above`."""
    typed = open_end(line)
    before = line[: len(line) - len(typed)]
    return Cursor(above.with_line(before), typed, not before or before[-1].isspace())
