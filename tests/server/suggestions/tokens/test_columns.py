import numpy as np

from undersong.suggestions.tokens.columns import columns_of, together
from undersong.suggestions.tokens.stream import END, GAP, Tokens, joined, tokens_of


def reversed_context(stream: Tokens, place: int) -> list[int]:
    return [int(stream[place - back]) for back in range(1, 9)]


def test_rows_are_sorted_by_eight_tokens_and_then_by_place() -> None:
    stream = joined([tokens_of(np.random.default_rng(7).integers(0, 2, 500)), tokens_of([0, 1] * 20)])
    rows = [(reversed_context(stream, place), place) for place in columns_of(stream).places.tolist()]

    assert rows == sorted(rows)


def test_each_token_has_one_row_and_the_ends_have_none() -> None:
    stream = joined([tokens_of([4, 5]), tokens_of([]), tokens_of([6])])
    columns = columns_of(stream)

    assert sorted(columns.places.tolist()) == [GAP, GAP + 1, 3 * GAP + 2]
    assert sorted(columns.follows.tolist()) == [4, 5, 6]
    assert END not in columns.follows


def test_no_files_have_no_rows() -> None:
    assert len(columns_of(joined([]))) == 0


def test_parts_put_together_and_sorted_are_the_whole() -> None:
    stream = joined([tokens_of([1, 2, 1, 2, 1, 3, 1, 2])])
    whole = columns_of(stream)
    odd, even = whole.rows(slice(1, None, 2)), whole.rows(slice(0, None, 2))

    again = together([odd, even]).sorted()

    assert again.near.tolist() == whole.near.tolist()
    assert again.far.tolist() == whole.far.tolist()
    assert sorted(again.places.tolist()) == sorted(whole.places.tolist())
