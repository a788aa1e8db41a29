"""Loops."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.repetition import Repetition


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("    value = compute(1)\n    val", "ue = compute(1)", "<the line above once more>"),
        ("    None,\n    ", "None,", "None,"),
        ("", "value = compute(1)\nvalue = compute(1)\nvalue = compute(1)", "value = compute(1)"),
        ("", "first_thing()\nother_thing()\nfirst_thing()\nother_thing()", "first_thing()\nother_thing()"),
        ("x = a", ".child.child.child.child.child", ".child"),
        ("x = [", "0.0, 0.0, 0.0, 0.0, 0.0,", "0.0, 0.0, 0.0, 0.0, 0.0,"),
        ("# ", "-" * 60, "-" * 60),
        ("", "first(one)\nsecond(two)", "first(one)\nsecond(two)"),
    ],
)
def test_nothing_goes_round_and_round(code: str, text: str, kept: str) -> None:
    assert done(Repetition(), code, text) == kept
