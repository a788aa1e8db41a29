"""Where a cursor stands."""

import pytest

from builders.offers import at
from undersong.source.caret import CARET, caret_features


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("x.", "is_after_dot"),
        ("x.ab", "is_after_dot"),
        ("x.ab", "is_in_word"),
        ("x =", "is_after_equals"),
        ("x = ", "is_after_blank"),
        ("f(", "is_after_opener"),
        ("f(a,", "is_after_comma"),
        ("x = 'a", "is_in_string"),
        ("x = 1  # wh", "is_in_comment"),
        ("x", "is_line_begun"),
    ],
)
def test_the_class_of_a_place_is_told(code: str, name: str) -> None:
    assert caret_features(at(code))[name] == 1.0


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("", "is_after_opener"),
        ("    ", "is_line_begun"),
        ("x = 'a'", "is_in_string"),
        ("x = '# a", "is_in_comment"),
        ("x = 1  # don't", "is_in_string"),
        ("x = 'a", "is_in_word"),
        ("x", "is_after_blank"),
    ],
)
def test_and_no_other(code: str, name: str) -> None:
    assert caret_features(at(code))[name] == 0.0


def test_what_is_typed_is_counted() -> None:
    features = caret_features(at("a\nb\n    f(g(val|)) "))

    assert (features["typed_chars"], features["typed_word_chars"], features["indent"]) == (7, 3, 4)
    assert (features["open_brackets"], features["behind_chars"], features["lines_above"]) == (2, 2, 2)


def test_every_name_is_there_in_order() -> None:
    assert tuple(caret_features(at("x"))) == CARET
