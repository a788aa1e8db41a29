"""Marks that no person types."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.artefacts import Artefacts


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("return x<|endoftext|>def f", "return x"),
        ("return x</s>", "return x"),
        ("a\x00b", "a"),
        ("a\ud83d", "a"),
        ("a\u202eb", "a"),
        ("x = 1\n```\nThis adds one", "x = 1"),
        ("<|im_end|>", "<not readable>"),
        ("naïve = 'ünder'", "naïve = 'ünder'"),
        ("a < b | c > d", "a < b | c > d"),
    ],
)
def test_a_text_ends_before_what_is_no_text(text: str, kept: str) -> None:
    assert done(Artefacts(), "", text) == kept


def test_a_fence_stays_in_a_docstring() -> None:
    assert done(Artefacts(), '"""Say.\n\n', "```\nx\n```") == "```\nx\n```"


def test_a_string_that_is_cut_does_not_stay_open() -> None:
    assert done(Artefacts(), "x = ", "f('a<|end|>')") == "f"
