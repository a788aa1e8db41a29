import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.matches import match_before, seen_after, told
from undersong.suggestions.tokens import FileTokens

BREAK = 9
TOKENS = st.lists(st.integers(0, 2), max_size=40)


def open_file(before: list[int], after: list[int]) -> FileTokens:
    file = FileTokens([BREAK])
    file.edit(before, after)
    return file


@given(before=TOKENS, after=TOKENS, typed=st.lists(st.integers(0, 2), max_size=3), longest=st.integers(0, 16))
@settings(max_examples=150, deadline=None)
def test_what_followed_is_what_one_finds_by_looking_everywhere(
    before: list[int], after: list[int], typed: list[int], longest: int
) -> None:
    ids = np.array([*before, *typed], np.int64)

    found = told(open_file(before, after).after(ids, longest))

    assert found == seen_after([before, after], ids.tolist(), longest)


def test_what_stands_below_the_cursor_does_not_follow_what_stands_above() -> None:
    assert told(open_file([1, 2], [3, 1, 4]).after([1, 2])) == ({}, 0)


@given(before=TOKENS, after=TOKENS)
@settings(max_examples=100, deadline=None)
def test_a_draft_continues_the_longest_match_nearest_above_the_cursor(before: list[int], after: list[int]) -> None:
    draft = open_file(before, after).drafts(before, 5).tolist()

    above = [(match_before(before, place, before), place, before) for place in range(1, len(before))]
    below = [(match_before(after, place, before), -place, after) for place in range(1, len(after))]
    best = max([*above, *below], default=(0, 0, []), key=lambda one: (one[0], one[1]))
    assert draft == (best[2][abs(best[1]) : abs(best[1]) + 5] if best[0] >= 3 else [])


def test_of_equal_matches_the_nearest_above_the_cursor_comes_first() -> None:
    lines = [1, 2, 3, 4, 1, 2, 3, 5, 1, 2, 3]

    assert open_file(lines, [1, 2, 3, 6]).drafts([1, 2, 3], 1).tolist() == [5]
    assert open_file([1, 2, 3], [1, 2, 3, 6, 1, 2, 3, 7]).drafts([1, 2, 3], 1).tolist() == [6]


def test_a_draft_ends_with_the_line_and_with_the_cursor() -> None:
    file = open_file([1, 2, 3, 4, BREAK, 5], [6, 7, 8])

    assert file.drafts([1, 2, 3], 7).tolist() == [4, BREAK]
    assert file.drafts([3, 4, BREAK], 7).tolist() == [5]
    assert file.drafts([4, BREAK, 5], 7).tolist() == []


def test_an_edit_replaces_what_was_there() -> None:
    file = open_file([1, 2, 3, 4], [])
    file.edit([1, 2, 3, 5], [])

    assert told(file.after([3]))[0] == {(5, 1): 1}


def test_a_file_without_text_knows_nothing() -> None:
    assert told(FileTokens().after([1, 2, 3])) == ({}, 0)
    assert told(open_file([], []).after([])) == ({}, 0)
    assert FileTokens().drafts([1, 2, 3], 7).tolist() == []
