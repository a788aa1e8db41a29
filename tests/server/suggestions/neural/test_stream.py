from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.language import SEEN, tokenizer_at
from undersong.inference.language.tokenizer import Tokenizer
from undersong.suggestions.neural.stream import TokenStream


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return tokenizer_at(tmp_path_factory.mktemp("tokenizer"))


CODE = st.text(st.sampled_from("ab_( )\n\t:=.é\r"), max_size=80)


@given(text=CODE)
def test_line_by_line_gives_the_tokens_of_the_whole(tokenizer: Tokenizer, text: str) -> None:
    stream = TokenStream(tokenizer)

    assert stream.encode(text).tolist() == tokenizer.encode(text).tolist()


def test_a_line_that_stays_is_not_cut_again(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = TokenStream(tokenizer)
    stream.encode(SEEN)
    asked: list[str] = []
    encode = tokenizer.encode
    monkeypatch.setattr(tokenizer, "encode", lambda text: asked.append(text) or encode(text))

    stream.encode(SEEN + "x = 1")

    assert len(asked) <= 2


def test_no_text_has_no_tokens(tokenizer: Tokenizer) -> None:
    assert len(TokenStream(tokenizer).encode("")) == 0


def test_the_line_ends_are_numbers_of_tokens(tmp_path: Path) -> None:
    tokenizer = tokenizer_at(tmp_path)

    assert all(b"\n" in tokenizer.pieces[number] for number in TokenStream(tokenizer).line_ends)
