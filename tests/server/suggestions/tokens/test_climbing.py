import numpy as np

from undersong.suggestions.tokens.climbing import climb
from undersong.suggestions.tokens.stream import GAP, context_keys, joined, keys_of, tokens_of


def test_places_are_told_by_how_far_they_match() -> None:
    stream = joined([tokens_of([1, 2, 3, 4, 5, 6, 7]), tokens_of([5, 6, 7]), tokens_of([7, 7])])
    places = np.flatnonzero(stream == 7) + 1

    found = climb(keys_of(stream), places, context_keys([0, 2, 3, 4, 5, 6, 7], 16), 0)

    assert found.longest == 6
    assert found.best.tolist() == [GAP + 7]
    assert dict(zip(found.columns, map(len, found.matching), strict=True)) == {0: 4, 1: 2, 2: 2, 3: 1, 4: 1}


def test_sixteen_tokens_are_the_most() -> None:
    stream = joined([tokens_of(range(1, 31))])

    found = climb(keys_of(stream), np.array([GAP + 30]), context_keys(range(1, 31), 16), 0)

    assert found.longest == 16
    assert found.columns == list(range(8))


def test_no_place_matches_nothing() -> None:
    stream = joined([tokens_of([1])])

    found = climb(keys_of(stream), np.zeros(0, np.int64), context_keys([1], 16), 8)

    assert (found.longest, found.columns, len(found.best)) == (8, [], 0)


def test_what_is_known_to_match_is_not_compared_again() -> None:
    stream = joined([tokens_of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])])
    others = [0] * 8

    found = climb(keys_of(stream), np.array([GAP + 10]), context_keys([1, 2, *others], 16), 8)

    assert found.longest == 10
