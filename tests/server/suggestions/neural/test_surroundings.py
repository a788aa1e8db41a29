from pathlib import Path

import pytest

from builders.language import tokenizer_at
from undersong.suggestions.neural.stream import TokenStream
from undersong.suggestions.neural.surroundings import MOST_SUFFIX, Marks, header, marks_of

TAUGHT = Marks(document=0, suffix=6, prefix=5)


@pytest.fixture
def stream(tmp_path: Path) -> TokenStream:
    return TokenStream(tokenizer_at(tmp_path))


def test_a_model_that_cannot_fill_in_reads_the_mark_of_a_beginning(stream: TokenStream) -> None:
    assert header(Marks(), stream, "\nreturn 1\n").tolist() == [0]


def test_what_follows_stands_between_its_marks(stream: TokenStream) -> None:
    found = header(TAUGHT, stream, ")\n    return 1\n").tolist()

    assert (found[0], found[-1]) == (6, 5)
    assert found[1:-1] == stream.encode("\n    return 1\n").tolist()


def test_a_bracket_behind_the_cursor_changes_nothing(stream: TokenStream) -> None:
    below = "\n    return 1\n"

    assert header(TAUGHT, stream, ")" + below).tolist() == header(TAUGHT, stream, below).tolist()


def test_nothing_but_blanks_below_is_the_end_of_a_file(stream: TokenStream) -> None:
    assert header(TAUGHT, stream, "\n\n").tolist() == [0]


def test_no_more_is_shown_than_was_taught(stream: TokenStream) -> None:
    assert len(header(TAUGHT, stream, "\n" + "word = other\n" * 200)) == MOST_SUFFIX + 2


@pytest.mark.parametrize("named", [None, 3, {}, {"suffix": "x"}])
def test_a_manifest_without_marks_names_the_beginning_alone(named: object) -> None:
    assert marks_of({"marks": named}) == Marks()


def test_marks_come_from_the_manifest() -> None:
    assert marks_of({"marks": {"document": 0, "suffix": 6, "prefix": 5, "end": 2}}) == TAUGHT
