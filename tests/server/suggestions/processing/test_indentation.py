"""Tabs, blanks and steps."""

import pytest

from builders.offers import at, done
from undersong.suggestions.processing.indentation import Indentation, unit_of
from undersong.suggestions.processing.place import Place

TABS = "def f():\n\tif x:\n\t\ty()\n"
TWO = "def f():\n  if x:\n    y()\n"


@pytest.mark.parametrize(
    ("code", "unit"),
    [(TABS, "\t"), (TWO, "  "), ("def f():\n    if x:\n        y()\n", "    "), ("", "    ")],
)
def test_the_step_of_a_file_is_found(code: str, unit: str) -> None:
    assert unit_of(Place(at(code))) == unit


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        (TABS + "\tif ", "x:\n        y()", "x:\n\t\ty()"),
        (TWO + "  if ", "x:\n\t\ty()", "x:\n    y()"),
        (TWO + "  if ", "x:\n      y()", "x:\n    y()"),
        ("def f():\n    ", "    return 1", "return 1"),
        ("def f():\n", "    return 1", "    return 1"),
        ("x = 1\n    y = 2\n    ", "    z = 3", "z = 3"),
        ("x = [\n    1,\n    ", "2", "2"),
    ],
)
def test_lines_are_indented_as_the_file_indents(code: str, text: str, kept: str) -> None:
    assert done(Indentation(), code, text) == kept


def test_a_docstring_keeps_its_own_indentation() -> None:
    assert done(Indentation(), TABS + '\t"""Say.\n', "    code") == "    code"
