import pytest

from undersong.source.lexer import is_in_comment, open_end, tokens_of, width_of


def test_a_line_comes_apart_so_that_it_can_be_put_together_again() -> None:
    line = "    total = compute(items[0], key='name') -> None"

    tokens = tokens_of(line)

    assert "".join(tokens) == "\n" + line


def test_a_token_carries_the_blank_before_it() -> None:
    assert tokens_of("a = b")[1:] == ["a", " =", " b"]


def test_blank_lines_belong_to_the_next_line_break() -> None:
    assert tokens_of("a\n\n   \n  b") == ["\n", "a", "\n\n   \n  ", "b"]


def test_a_prefixed_string_is_one_token() -> None:
    assert tokens_of("f\"{x}\" rb'y'")[1:] == ['f"{x}"', " rb'y'"]


def test_a_docstring_is_read_as_words() -> None:
    assert tokens_of('"""Two words."""')[1:] == ['"""', "Two", " words", ".", '"""']


def test_no_state_crosses_a_line() -> None:
    lines = ["text = 'open", "closed = 1", '"""', "word"]

    together = tokens_of("\n".join(lines))

    assert together == [token for line in lines for token in tokens_of(line)]


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("value = sel", "sel"),
        ("f(", ""),
        ("d['na", "'na"),
        ("print('done') or x", "x"),
        ("x = f'a", "f'a"),
        ("a = ", ""),
    ],
)
def test_the_open_end_is_the_token_that_is_half_there(line: str, end: str) -> None:
    assert open_end(line) == end


def test_a_tab_counts_as_four_columns() -> None:
    assert (width_of("\n\t  "), width_of("\n\n    "), width_of("\n")) == (6, 4, 0)


def test_a_mark_inside_a_string_begins_no_comment() -> None:
    assert is_in_comment("x = 1  # why", "#")
    assert not is_in_comment("x = '# no'", "#")
