"""The names of one file that depart from the repository's conventions."""

from collections.abc import Iterator, Mapping

from undersong.domain.position import Position, Span
from undersong.source.definitions import Definition, definitions
from undersong.suggestions.naming.conventions import Convention
from undersong.suggestions.naming.counting import FAMILIES, is_counted
from undersong.suggestions.naming.exempt import is_exempt, is_foreign_file
from undersong.suggestions.naming.hint import NameHint
from undersong.suggestions.naming.styles import rewritten, style_of

# Nobody reads a longer list, and a file with so many has a convention of its own.
MOST_HINTS = 25
# A parse takes a millisecond for 12 KB: beyond this a file would be felt.
LARGEST_CHARS = 400_000


def outliers(path: str, language: str, text: str, conventions: Mapping[str, Convention]) -> tuple[NameHint, ...]:
    """Return a hint for each name that departs from a plain convention; `path` is relative to the repository."""
    if language not in FAMILIES or not conventions or len(text) > LARGEST_CHARS or is_foreign_file(path):
        return ()
    found = definitions(language, text)
    lines = text.split("\n")
    hints = list(_outliers(found, path, language, lines, conventions))
    return tuple(hints) if len(hints) <= MOST_HINTS else ()


def _outliers(
    found: list[Definition], path: str, language: str, lines: list[str], conventions: Mapping[str, Convention]
) -> Iterator[NameHint]:
    told: set[tuple[str, str]] = set()
    for definition in found:
        convention, style = conventions.get(definition.kind), style_of(definition.name)
        if convention is None or convention.admits(style) or (definition.kind, definition.name) in told:
            continue
        if not is_counted(definition.name) or not convention.is_plain_to_others():
            continue
        wanted = rewritten(definition.name, convention.style)
        if is_exempt(definition, style, path, found) or wanted == definition.name or not wanted.isidentifier():
            continue
        told.add((definition.kind, definition.name))
        span = span_of(definition, lines)
        yield NameHint(span, definition.name, wanted, definition.kind, convention.evidence, language == "python")


def span_of(definition: Definition, lines: list[str]) -> Span:
    """Return where a name stands, in UTF-16 units."""
    before = lines[definition.row].encode()[: definition.column].decode(errors="replace")
    start = units(before)
    end = start + units(definition.name)
    return Span(Position(definition.row, start), Position(definition.row, end))


def units(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
