"""Places in a text, counted as LSP counts: lines from 0, characters in UTF-16 units from 0."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place between two characters."""

    line: int
    character: int


@dataclass(frozen=True, slots=True)
class Span:
    """The text from `start` up to `end`."""

    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the text of `span` in the file at `path` (absolute) by `text`."""

    path: str
    span: Span
    text: str
