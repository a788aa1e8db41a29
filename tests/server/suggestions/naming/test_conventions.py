import pytest

from undersong.suggestions.naming.conventions import learn, wilson_lower_bound


def test_the_commonest_style_is_the_convention() -> None:
    found = learn([{"function snake_case": 30, "function word": 10}, {"function camelCase": 1}])["function"]

    assert (found.style, found.fitting, found.names) == ("snake_case", 40, 41)
    assert found.evidence == "40 of 41 functions here are snake_case"


def test_kinds_have_their_own_conventions() -> None:
    found = learn([{"function snake_case": 30, "class PascalCase": 9, "constant UPPER_CASE": 8}])

    assert {kind: convention.style for kind, convention in found.items()} == {
        "function": "snake_case",
        "class": "PascalCase",
        "constant": "UPPER_CASE",
    }


def test_single_words_alone_tell_no_style() -> None:
    assert learn([{"function word": 500, "function snake_case": 4}]) == {}


@pytest.mark.parametrize(
    ("fitting", "departing", "plain"),
    [
        (20, 1, True),
        (19, 1, False),
        (30, 2, True),
        (30, 4, False),
        (1_000, 40, True),
        (1_000, 90, False),
        (0, 0, False),
    ],
)
def test_a_convention_is_plain_when_almost_all_others_keep_to_it(fitting: int, departing: int, plain: bool) -> None:
    found = learn([{"function snake_case": fitting, "function camelCase": departing}]).get("function")

    assert (found is not None and found.is_plain_to_others()) is plain


def test_small_words_keep_to_snake_and_camel_case_alike() -> None:
    snake = learn([{"function snake_case": 30}])["function"]
    camel = learn([{"function camelCase": 30}])["function"]

    assert snake.admits("word")
    assert camel.admits("word")
    assert not snake.admits("camelCase")


def test_the_lower_bound_grows_with_the_count() -> None:
    bounds = [wilson_lower_bound(n, n) for n in (1, 5, 20, 100, 1_000)]

    assert bounds == sorted(bounds)
    assert wilson_lower_bound(0, 0) == 0
