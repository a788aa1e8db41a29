"""In the middle of a line."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.middle import Middle


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("f(a, |)", "b) + 1", "b"),
        ("f(|)", "g(b), c", "g(b), c"),
        ("f(|)", "a\nb", "a"),
        ("f(|)", "g(\n1)", "g"),
        ("d['|']", "name'] = 1", "name"),
        ("d[|]", "0] = d[1", "0] = d[1"),
        ("f(|)", ")", "<closed already>"),
        ("f(|)", ")\n", "<closed already>"),
        ("f(|", "b) + 1", "b) + 1"),
        ("f(| + 1)", "b)", "b)"),
    ],
)
def test_a_closer_that_stands_behind_is_not_repeated(code: str, text: str, kept: str) -> None:
    assert done(Middle(), code, text) == kept
