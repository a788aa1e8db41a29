"""A text is cut into passages that cover its new lines, each behind what stood before."""

from hypothesis import given
from hypothesis import strategies as st

from undersong.learning.adapting.passages import CONTEXT_CHARS, PIECE_CHARS, Passage, passages_of, some


def test_a_passage_begins_with_the_break_before_its_line() -> None:
    (passage,) = passages_of("a.py", "one\ntwo\nthree\nfour\n", [(1, 3)])

    assert passage == Passage("a.py", "one", "\ntwo\nthree")


def test_the_first_line_has_nothing_before_it() -> None:
    assert passages_of("a.py", "one\ntwo\n", [(0, 1)]) == [Passage("a.py", "", "one")]


def test_blank_lines_are_no_passage() -> None:
    assert passages_of("a.py", "one\n\n   \ntwo\n", [(1, 3)]) == []


def test_a_range_beyond_the_end_is_cut() -> None:
    assert [passage.text for passage in passages_of("a.py", "one\ntwo", [(1, 9)])] == ["\ntwo"]
    assert passages_of("a.py", "one\n", [(7, 9)]) == []


def test_the_context_is_bounded() -> None:
    (passage,) = passages_of("a.py", "x" * 5_000 + "\ny = 1\n", [(1, 2)])

    assert len(passage.before) == CONTEXT_CHARS


@given(st.lists(st.text(st.sampled_from("ab ="), max_size=80), min_size=1, max_size=60))
def test_pieces_of_a_whole_file_are_the_file(lines: list[str]) -> None:
    text = "x\n" + "\n".join(lines)

    passages = passages_of("a.py", text, [(0, len(lines) + 1)])

    assert "".join(passage.text for passage in passages).split() == text.split()
    assert all(len(passage.text) <= PIECE_CHARS + 81 for passage in passages)


def test_some_are_chosen_by_chance_and_the_same_each_time() -> None:
    all_of_them = [Passage(str(number), "", "x") for number in range(50)]

    chosen = some(all_of_them, 10, seed=3)

    assert len(chosen) == 10
    assert chosen == some(all_of_them, 10, seed=3)
    assert [int(passage.group) for passage in chosen] == sorted(int(passage.group) for passage in chosen)
    assert some(all_of_them, 90, seed=3) == tuple(all_of_them)
