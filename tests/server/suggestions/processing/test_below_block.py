"""A block below."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.below_block import BelowBlock


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("if |\n    return 1\n", "x:\n    pass", "x:"),
        ("if |\n", "x:\n    pass", "x:\n    pass"),
        ("if |\nreturn 1\n", "x:\n    pass", "x:\n    pass"),
        ("def f(|\n    return 1\n", "a):\n    return 2", "a):"),
    ],
)
def test_a_line_that_has_its_block_gets_no_second_one(code: str, text: str, kept: str) -> None:
    assert done(BelowBlock(), code, text) == kept
