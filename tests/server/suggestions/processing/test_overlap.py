"""What stands behind the cursor."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.overlap import Overlap


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("def f(|):", "a, b):", "a, b"),
        ("print(|)", "foo(b)", "foo(b)"),
        ("lines = (place.te|)", 'xt).split("x")', 'xt).split("x"'),
        ("    |return value", "return value", "<stands there already>"),
        ("x = [|]", "a, b]", "a, b"),
        ('d = {"a|"}', 'b": "c", "d": "e"}', 'b": "c", "d": "e'),
        ("x = |", "a", "a"),
        ("x = |(", "f((", "f"),
    ],
)
def test_the_end_that_stands_there_goes(code: str, text: str, kept: str) -> None:
    assert done(Overlap(), code, text) == kept


def test_a_text_that_says_it_hundreds_of_times_loses_it_all() -> None:
    assert done(Overlap(), "x = |(", "f" + "(" * 400) == "f"
