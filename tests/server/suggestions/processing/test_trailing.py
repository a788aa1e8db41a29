"""Blanks at ends."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.trailing import Trailing


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("x = 1  ", "x = 1"),
        ("x = 1\n\n", "x = 1"),
        ("x = 1 \t\ny = 2", "x = 1\ny = 2"),
        ("  \n\t", "<nothing but blanks>"),
        ("", "<nothing but blanks>"),
        ("    x", "    x"),
    ],
)
def test_blanks_that_nobody_sees_go(text: str, kept: str) -> None:
    assert done(Trailing(), "", text) == kept


def test_blanks_within_a_long_string_stay() -> None:
    assert done(Trailing(), "x = ", '"""a  \nb"""') == '"""a  \nb"""'
