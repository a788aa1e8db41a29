"""Strings that break."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.quotes import Quotes


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("x = ", "'a\ny = 1", "'a"),
        ("", "x = 1\ny = 'b\nz = 2", "x = 1"),
        ("x = 'a", "b\nc = 2", "b"),
        ("x = 'a", "b'\nc = 2", "b'\nc = 2"),
        ("x = ", "'half", "'half"),
        ("x = ", '"""a\nb"""', '"""a\nb"""'),
        ("x = ", "f(\n    'a'\n)", "f(\n    'a'\n)"),
    ],
)
def test_nothing_follows_a_string_that_breaks(code: str, text: str, kept: str) -> None:
    assert done(Quotes(), code, text) == kept
