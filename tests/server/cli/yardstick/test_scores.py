"""What counts as right."""

import pytest

from undersong.cli.yardstick.scores import Answer, by_file, first_line, interval, percentile, precision_at


def answer(got: str, wanted: str = "add(first, second)", confidence: float = 0.5, file: str = "a.py") -> Answer:
    return Answer(file, wanted, got, confidence)


def test_white_space_is_folded_before_lines_are_compared() -> None:
    assert answer("add(first,  second)").is_exact
    assert not answer("add(first,second)").is_exact
    assert not answer("").is_exact


def test_the_next_token_may_be_right_where_the_line_is_not() -> None:
    assert answer("add(other)").is_next
    assert not answer("added(first, second)").is_next
    assert not answer("").is_next


def test_a_string_is_one_token() -> None:
    assert answer("'one two'", "'one two', 3)").is_next
    assert not answer("'one'", "'one two', 3)").is_next


def test_similarity_goes_from_nothing_to_a_hundred() -> None:
    assert answer("add(first, second)").similarity == 100
    assert answer("").similarity == 0
    assert 40 < answer("add(other)").similarity < 90


def test_precision_hides_the_least_confident_and_counts_silence_as_wrong_once_it_is_reached() -> None:
    right = [answer("add(", confidence=0.9), answer("add(", confidence=0.8)]
    wrong = [answer("sub(", confidence=0.2)]
    silent = [answer("", confidence=1.0)]

    answers = [*silent, *wrong, *right]

    assert precision_at(answers, 0.5) == 100
    assert precision_at(answers, 0.75) == pytest.approx(200 / 3)
    assert precision_at(answers, 1.0) == 50


def test_only_the_first_line_is_judged() -> None:
    assert first_line("x = 1  \ny = 2") == "x = 1"
    assert first_line("") == ""


def test_an_interval_holds_the_score_and_needs_two_files() -> None:
    answers = [answer("add(" if number % 3 else "sub(", file=f"{number % 7}.py") for number in range(70)]

    def score(items: list[Answer]) -> float:
        return sum(item.is_next for item in items) / len(items)

    groups = by_file(answers, lambda item: item.file)
    span = interval(groups, score)

    assert span is not None
    assert span[0] <= score(answers) <= span[1]
    assert span == interval(groups, score)
    assert interval(groups[:1], score) is None


def test_files_that_differ_more_leave_more_doubt() -> None:
    def score(items: list[Answer]) -> float:
        return sum(item.is_next for item in items) / len(items)

    mixed = [[answer("add("), answer("sub(")] for _ in range(10)]
    apart = [[answer("add(")] * 2 for _ in range(5)] + [[answer("sub(")] * 2 for _ in range(5)]

    assert interval(mixed, score) == (0.5, 0.5)
    low, high = interval(apart, score) or (0, 0)
    assert high - low > 0.3


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 3], 0.5) == 3
    assert percentile([5, 1, 3], 0.99) == 5
