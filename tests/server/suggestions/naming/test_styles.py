import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersong.suggestions.naming.styles import FITTING, rewritten, style_of


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("parse_line", "snake_case"),
        ("parseLine", "camelCase"),
        ("ParseLine", "PascalCase"),
        ("HTTPServer2", "PascalCase"),
        ("MAX_SIZE", "UPPER_CASE"),
        ("get", "word"),
        ("URL", "acronym"),
        ("Parse_line", "mixed"),
        ("_private_name", "snake_case"),
        ("x2_y3", "snake_case"),
    ],
)
def test_a_name_is_written_in_one_style(name: str, style: str) -> None:
    assert style_of(name) == style


@pytest.mark.parametrize(
    ("name", "style", "wanted"),
    [
        ("parseHTTPLine", "snake_case", "parse_http_line"),
        ("parse_line", "camelCase", "parseLine"),
        ("_parse_line", "PascalCase", "_ParseLine"),
        ("maxRetries", "UPPER_CASE", "MAX_RETRIES"),
        ("md5Sum", "snake_case", "md5_sum"),
        ("Parse_line", "snake_case", "parse_line"),
        ("class_", "PascalCase", "Class_"),
    ],
)
def test_a_name_is_rewritten_word_by_word(name: str, style: str, wanted: str) -> None:
    assert rewritten(name, style) == wanted


@given(st.from_regex(r"[a-z]{2,6}([A-Z][a-z]{1,6}){1,4}", fullmatch=True), st.sampled_from(sorted(FITTING)))
def test_what_is_rewritten_fits_the_style(name: str, style: str) -> None:
    assert style_of(rewritten(name, style)) in FITTING[style]


@given(st.from_regex(r"[a-z]{2,6}(_[a-z]{2,6}){1,4}", fullmatch=True))
def test_there_and_back_is_the_same_name(name: str) -> None:
    assert rewritten(rewritten(name, "camelCase"), "snake_case") == name
