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
        ("# 订单", "单"),
        ("caf\u00e9", "caf\u00e9"),
        ('print("ok 😀', "😀"),
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


@pytest.mark.parametrize("typed", ["é", "订单", "速", "😀", "# ñandú"])
def test_all_that_is_typed_comes_again_byte_by_byte(tokenizer: Tokenizer, typed: str) -> None:
    """Whichever of the allowed tokens comes: what is typed is never skipped, and never something else."""
    waiting = [typed.encode()]
    while waiting:
        tail = waiting.pop()
        found = allowed(tokenizer, tail)
        assert found is not None
        for piece in {tokenizer.pieces[number] for number in found}:
            assert piece.startswith(tail) or tail.startswith(piece), (typed, tail, piece)
            if len(piece) < len(tail):
                waiting.append(tail[len(piece) :])
