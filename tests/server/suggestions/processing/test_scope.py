"""The end of a block."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.scope import Scope


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("    x = ", "1\n    y = 2\nz = 3", "1\n    y = 2"),
        ("if ", "x:\n    y()", "x:\n    y()"),
        ("if ", "x:\n    y(", "x:"),
        ("if ", "x:\n    y()\n    if z:", "x:\n    y()"),
        ("x = ", "f(\n    1,\n)", "f(\n    1,\n)"),
        ("    x = ", "f(\n  1)\ny", "f(\n  1)"),
        ("x = ", "f(\n    1,", "f("),
        ("x = ", "one line", "one line"),
    ],
)
def test_several_lines_are_whole_statements_of_one_block(code: str, text: str, kept: str) -> None:
    assert done(Scope(), code, text) == kept
