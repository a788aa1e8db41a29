import pytest

from builders.matches import told
from undersong.suggestions.tokens.evidence import Tally
from undersong.suggestions.tokens.segment import SAMPLE, Segment, laid_out, segment_of
from undersong.suggestions.tokens.stream import GAP, context_keys, tokens_of


def segment(**files: list[int]) -> Segment:
    return segment_of({path: (tokens_of(ids), f"stamp of {path}") for path, ids in files.items()})


def followed(found: Segment, ids: list[int], without: str | None = None) -> tuple[set[int], int]:
    """Return what follows, and the longest match."""
    tally = Tally()
    found.count(context_keys(ids, 16), tally, without)
    cells, longest = told(tally.evidence())
    return {token for token, _ in cells}, longest


def test_files_lie_where_they_were_put() -> None:
    found = segment(a=[1, 2], b=[], c=[3])

    assert [found.tokens(path).tolist() for path in "abc"] == [[1, 2], [], [3]]
    assert found.files["c"].stamp == "stamp of c"
    assert laid_out({}) == {}
    assert found.files["a"].start == GAP


def test_a_buried_file_counts_no_more() -> None:
    found = segment(a=[1, 2, 3], b=[1, 2, 4])
    found.bury("a")
    found.bury("a")

    assert followed(found, [1, 2]) == ({4}, 2)
    assert found.living == 3


def test_a_file_left_out_still_counts_for_the_next_question() -> None:
    found = segment(a=[1, 2, 3], b=[1, 2, 4])

    assert followed(found, [1, 2], without="b") == ({3}, 2)
    assert followed(found, [1, 2]) == ({3, 4}, 2)
    assert followed(found, [1, 2], without="z") == ({3, 4}, 2)


@pytest.mark.parametrize("length", range(1, 17))
def test_the_longest_match_that_is_left_counts(length: int) -> None:
    ids = list(range(1, 17))
    found = segment(a=[*ids, 99], b=[50, *ids[-length:], 98], c=[*ids, 97])
    found.bury("c")

    assert followed(found, ids) == ({98, 99}, 16)
    assert followed(found, ids, without="a") == ({98}, length)
    assert found.latest(context_keys(ids, 16), 1, "a") == (length, found.files["b"].start + 1 + length)


def test_the_latest_place_continues_a_match() -> None:
    found = segment(a=[1, 2, 3, 7], b=[1, 2, 3, 8], c=[2, 3, 9])
    context = context_keys([1, 2, 3], 16)

    assert found.latest(context, 3, None) == (3, found.files["b"].start + 3)
    assert found.latest(context, 3, "b") == (3, found.files["a"].start + 3)
    found.bury("a")
    assert found.latest(context, 3, "b") == (0, 0)
    assert found.latest(context, 2, "b") == (2, found.files["c"].start + 2)


def test_of_very_many_long_matches_the_latest_are_compared_further() -> None:
    line = list(range(1, 11))
    found = segment(a=line * (SAMPLE + 100))
    first = found.files["a"].start

    longest, place = found.latest(context_keys(line * 2, 16), 3, None)

    assert (longest, place) == (16, first + len(line) * (SAMPLE + 99))
    assert followed(found, line * 2) == ({1}, 16)


def test_a_segment_of_nothing_answers_nothing() -> None:
    assert followed(segment(), [1]) == (set(), 0)
    assert followed(segment(a=[]), []) == (set(), 0)


def test_one_token_without_others_follows_nothing() -> None:
    assert followed(segment(a=[1]), [1]) == (set(), 0)
