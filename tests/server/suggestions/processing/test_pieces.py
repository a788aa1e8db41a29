"""What a text opens and closes."""

import pytest

from undersong.suggestions.processing.pieces import open_quote_of, pieces_of


@pytest.mark.parametrize(
    ("text", "quote", "closed", "opened"),
    [
        ("f(a)", "", "", ""),
        ("f(a", "", "", "("),
        ("a)", "", ")", ""),
        ("')'", "", "", ""),
        ("a' + (", "'", "'", "("),
        ("a", "'", "", ""),
        (r"a\' b'", "'", "'", ""),
        ("(]", "", "]", "("),
        ("# (", "", "", ""),
        ("'''(\n", "", "", "'''"),
    ],
)
def test_brackets_and_strings_are_matched(text: str, quote: str, closed: str, opened: str) -> None:
    pieces = pieces_of(text, quote, "python")

    assert "".join(mark for mark, _ in pieces.closed) == closed
    assert "".join(mark for mark, _ in pieces.opened) == opened


@pytest.mark.parametrize(
    ("text", "quote", "is_neutral"), [("a) + f(", "", True), ("b]", "", False), ("' + '", "'", True)]
)
def test_a_text_that_leaves_as_it_came_is_neutral(text: str, quote: str, is_neutral: bool) -> None:
    assert pieces_of(text, quote, "python").is_neutral is is_neutral


def test_code_has_no_strings_and_comments_left() -> None:
    assert pieces_of("f('a b') # c", "", "python").code == "f(     )    "


@pytest.mark.parametrize(
    ("line", "language", "quote"),
    [("x = 'a", "python", "'"), ("fn f<'a>(", "rust", ""), ("x = `a", "typescript", "`"), ("it's", "html", "")],
)
def test_the_quote_of_an_open_string_is_found(line: str, language: str, quote: str) -> None:
    assert open_quote_of(line, language) == quote
