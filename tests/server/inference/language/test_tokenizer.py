from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.language import SEEN, tokenizer_at
from undersong.domain.errors import ReleaseUnreadable
from undersong.inference.language.tokenizer import Tokenizer, byte_characters


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return tokenizer_at(tmp_path_factory.mktemp("tokenizer"))


@given(text=st.text(max_size=60))
def test_a_text_comes_back_byte_by_byte(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.text(tokenizer.encode(text)) == text.encode()


def test_tokens_that_may_follow_half_a_word_begin_with_it(tokenizer: Tokenizer) -> None:
    found = {tokenizer.pieces[number] for number in tokenizer.beginning_with(" fi")}

    assert any(piece.startswith(b" file") for piece in found)
    assert all(piece.startswith(b" fi") or b" fi".startswith(piece) for piece in found)


def test_the_first_token_of_a_long_half_word_may_come_too(tokenizer: Tokenizer) -> None:
    head = "zqx"

    found = [tokenizer.pieces[number] for number in tokenizer.beginning_with(head)]

    assert tokenizer.text(tokenizer.encode(head)[:1]) in found


def test_a_mark_that_is_not_text_stands_for_nothing(tokenizer: Tokenizer) -> None:
    assert tokenizer.pieces[0] == b""


def test_a_text_that_spells_a_mark_stays_text(tokenizer: Tokenizer) -> None:
    assert tokenizer.text(tokenizer.encode("usage: <end> [options]")) == b"usage: <end> [options]"


def test_line_ends_are_the_tokens_that_hold_one(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode(SEEN)

    ends = [number for number in ids if tokenizer.line_ends[number]]

    assert ends
    assert all(b"\n" in tokenizer.pieces[number] for number in ends)
    assert not any(b"\n" in tokenizer.pieces[number] for number in ids if not tokenizer.line_ends[number])


def test_every_byte_has_a_character_of_its_own() -> None:
    assert len(set(byte_characters().values())) == len(byte_characters()) == 256


def test_a_folder_without_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{")

    with pytest.raises(ReleaseUnreadable, match=r"tokenizer\.json"):
        Tokenizer(tmp_path)
