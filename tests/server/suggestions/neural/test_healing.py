import pytest

from builders.language import tokenizer_at
from undersong.inference.language.tokenizer import Tokenizer
from undersong.suggestions.neural.healing import LONGEST_TAIL, allowed, open_tail


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return tokenizer_at(tmp_path_factory.mktemp("tokenizer"))


@pytest.mark.parametrize(
    ("prefix", "tail"),
    [
        ("    retur", " retur"),
        ("x = ", " "),
        ("self.get_que", "que"),
        ("call(", "("),
        ("def f():\n    ", "\n    "),
        ("import os\n", "\n"),
        ("f()\n", "\n"),
        ("version 1", ""),
        ("", ""),
    ],
)
def test_what_could_still_grow_is_left_open(prefix: str, tail: str) -> None:
    assert open_tail(prefix) == tail


def test_a_very_long_word_is_not_left_open_as_a_whole() -> None:
    assert len(open_tail("a" * 10_000)) <= LONGEST_TAIL


def test_anything_may_come_where_nothing_is_open(tokenizer: Tokenizer) -> None:
    assert allowed(tokenizer, b"") is None


def test_a_shallower_indentation_is_not_what_was_typed(tokenizer: Tokenizer) -> None:
    found = allowed(tokenizer, b"\n        ")

    assert found is not None
    assert all(len(tokenizer.pieces[number]) >= 8 for number in found)
