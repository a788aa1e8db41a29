"""What is typed already."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.echo import Echo


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("    return value", "    return value + 1", " + 1"),
        ("    return value", "return value", "<says what is typed already>"),
        ("return value", "return value" * 3 + "s", "s"),
        ("    None, ", "None, None", "None, None"),
        ("a.b", "a.b", "a.b"),
    ],
)
def test_an_echo_of_the_line_goes(code: str, text: str, kept: str) -> None:
    assert done(Echo(), code, text) == kept
