"""The surroundings of a cursor."""

import pytest

from builders.offers import at
from undersong.suggestions.processing.place import Place


def test_lines_around_the_cursor_are_found() -> None:
    place = Place(at("a\n\n  b = |c\n\nd\ne"))

    assert (place.line, place.behind, place.above, place.below) == ("  b = ", "c", ["a", ""], ["", "d", "e"])
    assert (place.line_above, place.next_line, place.indent) == ("a", "d", 2)


@pytest.mark.parametrize("lines", [0, 1, 59, 60, 61, 500])
def test_the_lines_above_are_whole_however_many_there_are(lines: int) -> None:
    above = [f"line {n}" for n in range(lines)]

    assert Place(at("\n".join([*above, "x"]))).above == above[-60:]


@pytest.mark.parametrize(
    ("code", "is_prose"),
    [("# say ", True), ("x = '# ", False), ('"""Say ', True), ('"""Say."""\nx', False), ("x = 1", False)],
)
def test_prose_is_told_from_code(code: str, is_prose: bool) -> None:
    assert Place(at(code)).is_prose is is_prose


def test_the_documents_line_breaks_are_found() -> None:
    assert Place(at("a\r\nb|")).newline == "\r\n"
    assert Place(at("a\nb|")).newline == "\n"
