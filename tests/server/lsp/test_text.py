"""A text that is changed place by place says what one that is written anew would say."""

import random

import pytest
from lsprotocol import types

from undersong.lsp.text import Text, Texts, points_of

PIECES = ("x", "total", "\n", "\n\n", "ä", "😀", "    return\n", "\f", "")


def text_of(source: str) -> Text:
    return Text("file:///a.py", source=source, version=1, language_id="python")


def offset_by_lines(source: str, line: int, units: int) -> int:
    """The plain way: all lines, and UTF-16 as it is encoded."""
    lines = source.split("\n")
    if line >= len(lines):
        return len(source)
    encoded = lines[line].encode("utf-16-le")[: 2 * units]
    return sum(len(above) + 1 for above in lines[:line]) + len(encoded.decode("utf-16-le", errors="ignore"))


def replace(text: Text, start: tuple[int, int], end: tuple[int, int], new: str) -> None:
    span = types.Range(types.Position(*start), types.Position(*end))
    text.apply_change(types.TextDocumentContentChangePartial(span, new))


@pytest.mark.parametrize("seed", range(20))
def test_any_row_of_changes_gives_what_the_plain_way_gives(seed: int) -> None:
    chance = random.Random(seed)
    source = "".join(chance.choices(PIECES, k=60))
    text = text_of(source)

    for _ in range(60):
        one, other = ((chance.randrange(source.count("\n") + 2), chance.randrange(9)) for _ in range(2))
        start, end = sorted((one, other))
        new = "".join(chance.choices(PIECES, k=chance.randrange(3)))
        at, until = offset_by_lines(source, *start), offset_by_lines(source, *end)
        source = source[:at] + new + source[max(at, until) :]
        replace(text, start, end, new)
        assert text.source == source
        place = (chance.randrange(source.count("\n") + 2), chance.randrange(9))
        assert text.offset_at_position(types.Position(*place)) == offset_by_lines(source, *place)


def test_a_form_feed_ends_no_line() -> None:
    text = text_of("one\ftwo\nthree")

    replace(text, (1, 0), (1, 0), "> ")

    assert text.source == "one\ftwo\n> three"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_end_as_they_end_elsewhere(end: str) -> None:
    text = text_of(f"one{end}two{end}three")

    replace(text, (1, 99), (1, 99), "!")
    replace(text, (2, 0), (2, 5), "four")

    assert text.source == f"one{end}two!{end}four"


def test_a_whole_text_takes_the_place_of_everything() -> None:
    text = text_of("one\ntwo\nthree")
    text.offset_at_position(types.Position(2, 1))

    text.apply_change(types.TextDocumentContentChangeWholeDocument("x"))

    assert text.source == "x"
    assert text.offset_at_position(types.Position(0, 9)) == 1
    assert text.offset_at_position(types.Position(4, 0)) == 1


def test_half_a_character_counts_as_none() -> None:
    assert [points_of("a😀b", units) for units in range(6)] == [0, 1, 1, 2, 3, 3]


def test_a_windows_documents_are_of_this_kind() -> None:
    workspace = Texts("file:///")
    workspace.put_text_document(types.TextDocumentItem("file:///a.py", "python", 1, "x\n"))
    change = types.TextDocumentContentChangeWholeDocument("y\n")

    workspace.update_text_document(types.VersionedTextDocumentIdentifier(2, "file:///a.py"), change)

    document = workspace.get_text_document("file:///a.py")
    assert isinstance(document, Text)
    assert (document.source, document.version, document.language_id) == ("y\n", 2, "python")
