"""A tokenizer of our own."""

from itertools import pairwise

import pytest

from builders.programs import program
from undersong.learning.corpus.tokenizer import MARKS, NAMES, train_tokenizer

TEXTS = [program(seed) for seed in range(20)]
MADE = train_tokenizer(TEXTS, 400)


@pytest.mark.parametrize("text", [TEXTS[0], "a\t= 'hé' \n\n\n  # 12 ☃\r\n", "   ", "\n", "x  ==  12"])
def test_whatever_is_cut_up_is_put_together_again(text: str) -> None:
    assert MADE.decode(MADE.encode(text).ids) == text


def test_no_token_crosses_the_end_of_a_line() -> None:
    pieces = MADE.get_vocab()

    assert all(token == "Ċ" or "Ċ" not in token for token in pieces)


def test_a_line_alone_is_cut_as_within_its_file() -> None:
    lines = [line for line in TEXTS[0].split("\n") if line]

    cut, newline = MADE.encode(TEXTS[0]).ids, MADE.token_to_id("Ċ")
    breaks = [-1, *(place for place, number in enumerate(cut) if number == newline), len(cut)]
    within = [cut[begin + 1 : end] for begin, end in pairwise(breaks)]

    assert [MADE.encode(line).ids for line in lines] == [ids for ids in within if ids]


def test_what_is_frequent_becomes_one_token() -> None:
    assert len(MADE.encode("identifier").ids) < len(MADE.encode("qzjxwvkyqz").ids) / 2


def test_the_marks_are_the_first_ids_and_no_text_makes_them() -> None:
    assert [MADE.token_to_id(name) for name in NAMES] == [MARKS.document, MARKS.suffix, MARKS.prefix, MARKS.end]
    assert MADE.get_vocab_size() == 400
