import numpy as np

from undersong.suggestions.tokens.stream import (
    END,
    GAP,
    NOTHING,
    WIDTH,
    context_keys,
    joined,
    keys_of,
    tokens_of,
)


def test_files_stand_apart() -> None:
    stream = joined([tokens_of([1, 2]), tokens_of([]), tokens_of([3])])
    gap = [END] * GAP

    assert stream.tolist() == [*gap, 1, 2, *gap, *gap, 3, *gap]


def test_places_after_the_same_four_tokens_have_the_same_key() -> None:
    stream = tokens_of([1, 2, 3, 4, 9, 1, 2, 3, 4])
    keys = keys_of(stream)

    assert len(keys) == len(stream) - WIDTH + 1
    assert keys[0] == keys[5]
    assert len(set(keys.tolist())) == 5


def test_the_nearest_token_weighs_most() -> None:
    keys = keys_of(tokens_of([9, 9, 9, 1, 0, 0, 0, 2])).tolist()

    assert keys[0] >> 48 == 1
    assert keys[-1] >> 48 == 2
    assert keys[0] < keys[-1]


def test_keys_take_no_memory_of_their_own() -> None:
    stream = tokens_of([1, 2, 3, 4, 5])

    assert np.shares_memory(stream, keys_of(stream))


def test_a_context_has_the_keys_of_the_places_it_matches() -> None:
    stream = tokens_of(range(1, 21))
    keys = keys_of(stream)

    assert context_keys(stream, 16).tolist() == [keys[len(stream) - WIDTH * back] for back in (1, 2, 3, 4)]


def test_a_short_context_matches_no_further_than_it_goes() -> None:
    assert context_keys([7], 16).tolist()[0] == (7 << 48) + NOTHING * (1 + (1 << 16) + (1 << 32))
    assert context_keys([5, 7], 1).tolist() == context_keys([7], 16).tolist()


def test_too_few_tokens_have_no_keys() -> None:
    assert len(keys_of(tokens_of([1, 2]))) == 0
