import pytest

from undersong.suggestions.neural.blocks import least_indent, whole_block


@pytest.mark.parametrize(
    ("line", "first", "indent"),
    [
        ("def load(path", "):", 1),
        ("    if ready", ":", 5),
        ("    ", "return json.load(file)", 4),
        ("    value = ", "load(path)", None),
        ("", "import json", None),
        ("    items = ", "[", 5),
    ],
)
def test_what_may_follow_a_line(line: str, first: str, indent: int | None) -> None:
    assert least_indent(line, first) == indent


def test_a_block_ends_where_a_line_is_less_deep() -> None:
    assert whole_block("):\n    return 1\n\n\ndef", 1) == "):\n    return 1"


def test_a_block_that_may_go_on_is_none() -> None:
    assert whole_block("):\n    return 1\n    more", 1) is None


def test_blank_lines_belong_to_no_depth() -> None:
    assert whole_block("a\n\n        b\n    c", 5) == "a\n\n        b"
