"""Places where a person might stand."""

import pytest

from builders.programs import program
from undersong.learning.corpus.cuts import blocks_of, cuts_of, is_exact, token_of

TEXTS = [program(seed) for seed in range(4)]


def test_what_stands_before_and_the_rest_of_the_line_are_neighbours_in_a_file() -> None:
    for cut in cuts_of(TEXTS, 100):
        assert any(f"{cut.before}{cut.rest}\n" in text for text in TEXTS)


def test_a_cut_is_before_a_token_and_never_before_the_indentation() -> None:
    for cut in cuts_of(TEXTS, 100):
        assert cut.before.rpartition("\n")[2].strip(), "something of the line is there"
        assert not cut.rest[0].isspace()


def test_prose_blank_lines_and_the_head_of_a_file_are_not_asked_for() -> None:
    text = "import os\n" * 5 + "# a comment on it\n\n'''prose and more'''\nvalue = os.sep\n"

    assert {cut.before.rpartition("\n")[2].split()[0] for cut in cuts_of([text], 20)} == {"value"}


def test_the_same_seed_draws_the_same_places() -> None:
    assert cuts_of(TEXTS, 20) == cuts_of(TEXTS, 20)
    assert cuts_of(TEXTS, 20) != cuts_of(TEXTS, 20, seed=8)


@pytest.mark.parametrize("texts", [[], ["x = 1\n"], ["\n" * 50]])
def test_where_there_is_nothing_to_cut_there_are_no_cuts(texts: list[str]) -> None:
    assert cuts_of(texts, 5) == []


def test_a_block_goes_on_where_what_stands_before_it_ends() -> None:
    for block in blocks_of(TEXTS, 20):
        assert len(block.lines) == 8
        assert any(block.before + "\n".join(block.lines) in text for text in TEXTS)


@pytest.mark.parametrize(
    ("suggestion", "exact"),
    [("found.load( limit)", False), ("found.load(limit) ", True), ("found.load(limit)\n    more", True), ("", False)],
)
def test_a_suggestion_is_exact_when_its_first_line_is_the_rest(suggestion: str, exact: bool) -> None:
    assert is_exact(suggestion, "found.load(limit)") is exact


def test_white_space_is_folded_and_not_removed() -> None:
    assert is_exact("x  =  1", "x = 1")
    assert not is_exact("x=1", "x = 1")


@pytest.mark.parametrize(
    ("text", "token"), [("  found.load", "found"), (".load", "."), ("'a b' + c", "'a b'"), ("", "")]
)
def test_the_first_token_is_a_word_a_string_or_a_mark(text: str, token: str) -> None:
    assert token_of(text) == token
