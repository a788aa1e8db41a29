import pytest

from undersong.suggestions.tokens.draft import breaks_of, continued
from undersong.suggestions.tokens.stream import END, tokens_of


@pytest.mark.parametrize(
    ("place", "most", "draft"),
    [
        (0, 2, [1, 2]),
        (0, 7, [1, 2, 9]),
        (2, 7, [9]),
        (3, 7, [3, 4]),
        (5, 7, []),
        (6, 7, [5]),
        (0, 0, []),
    ],
)
def test_a_draft_ends_with_the_break_the_file_or_what_was_asked_for(place: int, most: int, draft: list[int]) -> None:
    stream = tokens_of([1, 2, 9, 3, 4, END, 5])

    assert continued(stream, place, most, breaks_of([9])).tolist() == draft


def test_without_breaks_lines_have_no_end() -> None:
    assert continued(tokens_of([1, 9, 2]), 0, 7, breaks_of([])).tolist() == [1, 9, 2]
