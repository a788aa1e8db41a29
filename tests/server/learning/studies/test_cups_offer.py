from dataclasses import replace
from math import isnan, log1p

import pytest

from builders.cups import moment
from undersong.learning.studies.cups_offer import OFFER, line, offer_features


def test_every_named_feature_is_given() -> None:
    assert set(offer_features(moment(0, "Shown"))) == set(OFFER)


def test_a_suggestion_without_measures_says_so_and_guesses_nothing() -> None:
    features = offer_features(moment(0, "Shown", meanLogProb=float("nan")))

    assert features["is_unmeasured"] == 1.0
    assert isnan(features["log_prob_margin"])
    assert isnan(features["total_log_prob"])


def test_the_cursor_lies_within_its_document() -> None:
    half, beyond, empty = (
        offer_features(moment(0, "Shown", documentLength=length, promptEndPos=50.0)) for length in (100.0, 40.0, 0.0)
    )

    assert (half["cursor_share"], beyond["cursor_share"]) == (0.5, 1.0)
    assert isnan(empty["cursor_share"])


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("x = 1\n    ", {"line_is_blank": 1, "indent_levels": 1, "after_space": 0}),
        ("total ", {"after_space": 1, "after_word": 0, "word_chars_log": 0}),
        ("tot", {"after_word": 1, "word_chars_log": log1p(3)}),
        ("f(", {"after_opening": 1, "after_word": 0}),
        ("f(a)", {"after_closing": 1, "line_chars_log": log1p(4)}),
        ("total =", {"after_equals": 1}),
        ("# add all", {"in_comment": 1}),
        ("def add", {"in_definition": 1}),
        ("", {"line_is_blank": 1, "after_opening": 0, "after_closing": 0}),
    ],
)
def test_the_line_before_the_cursor_is_told_by_its_look(before: str, told: dict[str, float]) -> None:
    features = line(before)

    assert {name: features[name] for name in told} == told


def test_a_longer_suggestion_never_counts_as_shorter() -> None:
    lengths = [
        offer_features(replace(moment(0, "Shown"), offered_chars=chars))["offered_chars_log"]
        for chars in (0.0, 9.0, 99.0)
    ]

    assert lengths == sorted(lengths)
