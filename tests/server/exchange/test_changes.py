"""Sizes and places of changes."""

from hypothesis import given
from hypothesis import strategies as st

from undersong.exchange.changes import Change, difference, patched, together

texts = st.text("ab\n", max_size=12)


@given(texts, texts)
def test_a_difference_is_no_larger_than_the_texts_and_accounts_for_their_lengths(before: str, after: str) -> None:
    change = difference(before, after)

    assert len(before) + change.inserted - change.deleted == len(after)
    assert before.count("\n") + change.inserted_lines - change.deleted_lines == after.count("\n")
    assert 0 <= change.first_line <= change.last_line <= after.count("\n")
    assert (change.inserted == change.deleted == 0) is (before == after)


@given(texts, st.data())
def test_a_patch_does_what_it_says(text: str, drawn: st.DataObject) -> None:
    position = drawn.draw(st.integers(0, len(text)))
    deleted = drawn.draw(st.integers(0, len(text) - position))
    inserted = drawn.draw(texts)

    after, change = patched(text, position, deleted, inserted)

    assert after == text[:position] + inserted + text[position + deleted :]
    assert (change.inserted, change.deleted) == (len(inserted), deleted)


def test_changes_of_one_moment_are_one() -> None:
    assert together([Change(1, 2, 0, 1, 5, 5), Change(3, 0, 1, 0, 2, 3)]) == Change(4, 2, 1, 1, 2, 5)
