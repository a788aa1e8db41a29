"""The blank between typed and offered."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.leading import Leading


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("x = ", " 1", "1"),
        ("x =", " 1", " 1"),
        ("x = 1 ", " # one", " # one"),
        ("    ", "    x", "    x"),
        ("x = 'a ", "  b'", "  b'"),
        ("a ", " = 1", " = 1"),
        ("x = ", "  ", "<nothing but blanks>"),
    ],
)
def test_a_blank_is_not_doubled(code: str, text: str, kept: str) -> None:
    assert done(Leading(), code, text) == kept
