"""Made-up comments and addresses."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.noise import Noise


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("x = ", "1  # TODO: remove", "1"),
        ("x = ", "1  # see https://example.org/a", "1"),
        ("# https://example.org/a\nx = ", "1  # https://example.org/a", "1  # https://example.org/a"),
        ("x = ", "1  # type: ignore", "1  # type: ignore"),
        ("", "# TODO: write", "<a made-up comment>"),
        ("x = ", "'# TODO'", "'# TODO'"),
        ("A = 1  # TODO: drop\nB = ", "2  # TODO: drop", "2  # TODO: drop"),
        ("# Ask ", "ann@example.org", "<a made-up address>"),
        ("# Written by ", "hand, see http://a.bc", "hand, see"),
    ],
)
def test_what_a_model_makes_up_is_not_offered(code: str, text: str, kept: str) -> None:
    assert done(Noise(), code, text) == kept


def test_the_mark_of_a_comment_is_the_languages() -> None:
    assert done(Noise(), "let x = ", "1; // FIXME", language="typescript") == "1;"
