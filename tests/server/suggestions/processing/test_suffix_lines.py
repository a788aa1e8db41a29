"""Lines that stand below."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.suffix_lines import SuffixLines

BELOW = "|\n    best = compute(a)\n    return b\n"


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        (f"    {BELOW}", "a = 1\n    best = compute(a)\n    return b", "a = 1"),
        (f"    {BELOW}", "a = 1\n    best = compute(a)\n    return c", "a = 1\n    best = compute(a)\n    return c"),
        (f"    best = {BELOW}", "compute(a)", "<stands below already>"),
        ("    pas|\n    pass\n", "s", "s"),
        ("    |", "a = 1", "a = 1"),
    ],
)
def test_what_stands_below_is_not_offered_again(code: str, text: str, kept: str) -> None:
    assert done(SuffixLines(), code, text) == kept


def test_an_argument_list_whose_end_stands_below_keeps_its_lines() -> None:
    assert done(SuffixLines(), "f(|\n)\n", "\n    a,\n)") == "\n    a,"
