import pytest

from builders.joining import MARKS, MERGES, TOKENS
from undersong.learning.language.tokens import tokenizer

TOKENIZER = tokenizer(TOKENS, MERGES, MARKS)


def test_merges_are_taken_in_their_order() -> None:
    assert TOKENIZER.encode("def").ids == [TOKENS.index("def")]
    assert TOKENIZER.encode("deaf").ids[0] == TOKENS.index("de")


def test_digits_are_taken_one_by_one() -> None:
    assert TOKENIZER.encode("x2026").tokens == ["x", "2", "0", "2", "6"]


@pytest.mark.parametrize("text", ["    def f(x):\n\treturn x\r\n", "naïve — 漢字 🎵", " leading", ""])
def test_what_is_encoded_is_decoded(text: str) -> None:
    assert TOKENIZER.decode(TOKENIZER.encode(text).ids) == text


def test_a_mark_is_one_token_and_no_text() -> None:
    ids = TOKENIZER.encode("<prefix>def").ids

    assert ids == [1, TOKENS.index("def")]
    assert TOKENIZER.decode(ids) == "def"
