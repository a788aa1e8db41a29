"""Where the person types: the tokens before the cursor and the one that is half there."""

from dataclasses import dataclass

from undersong.source.lexer import open_end
from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.run import Text, text_of


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a completion.

    `text` ends before the open token; `open_text` is what of it is typed; `has_blank` tells whether a blank stands
    between it and the token before.
    """

    text: Text
    open_text: str
    has_blank: bool


def cursor_at(line: str, above: Document) -> Cursor:
    """Return the cursor at the end of `line`, which stands under the lines of `above`."""
    typed = open_end(line)
    before = line[: len(line) - len(typed)]
    text = text_of(above.with_line(before), above.vocabulary)
    return Cursor(text, typed, bool(before.strip()) and before[-1].isspace())
