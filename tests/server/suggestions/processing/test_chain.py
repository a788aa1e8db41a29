"""The chain as a whole."""

import pytest

from builders.offers import at
from undersong.suggestions.processing import Known, Refused, process


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("f(a, |)", "b)\n", "b"),
        ("x = |\r\ny = 1\r\n", "[\n    1,\n]", "[\r\n    1,\r\n]"),
        ("x = |\ny = 1\n", "[\r\n    1,\r\n]", "[\n    1,\n]"),
        ("def f():\n    |\n", "    return 1  \n\n", "return 1"),
        ("    return value|", "    return value + 1<|end|>", " + 1"),
    ],
)
def test_one_repair_follows_the_other(code: str, text: str, kept: str) -> None:
    assert process(text, at(code), Known()) == kept


def test_what_goes_on_and_on_is_refused() -> None:
    assert process("x = 1\n" * 500, at("def f():\n    |"), Known()) == Refused("too long")


def test_the_reason_of_a_refusal_is_the_first_one() -> None:
    assert process("  \n", at("x = "), Known()) == Refused("nothing but blanks")
