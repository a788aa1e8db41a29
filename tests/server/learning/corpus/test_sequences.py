"""Texts as sequences of one length."""

import pytest

from builders.programs import program
from undersong.learning.corpus.sequences import Manner, Marks, Piece, Sequences

MARKS = Marks(document=1_000, suffix=1_001, prefix=1_002, end=1_003)
TEXTS = [program(seed) for seed in range(12)]


def encode(text: str) -> list[int]:
    return [ord(letter) for letter in text]


def text_of(ids: list[int]) -> str:
    return "".join(chr(number) for number in ids if number < 1_000)


def middles(count: int = 40, **manner: float) -> list[Piece]:
    drawn = Sequences(TEXTS, encode, MARKS, Manner(length=2_000, middles=1.0, **manner))
    return [drawn.at(number) for number in range(count)]


def parts_of(piece: Piece) -> list[tuple[str, str]]:
    """Return what follows and what stands before of each whole middle of a sequence."""
    found = []
    for part in text_with_marks(piece).split("<")[1:]:
        if "|" in part and ">" in part:
            suffix, _, body = part.partition("|")
            found.append((suffix, body.partition(">")[0]))
    return found


def text_with_marks(piece: Piece) -> str:
    names = {MARKS.suffix: "<", MARKS.prefix: "|", MARKS.end: ">", MARKS.document: "\n"}
    return "".join(names.get(number) or chr(number) for number in piece.ids)


def test_every_sequence_has_one_token_more_than_its_length() -> None:
    drawn = Sequences(TEXTS, encode, MARKS, Manner(length=300))

    pieces = [drawn.at(number) for number in range(50)]

    assert {len(piece.ids) for piece in pieces} == {len(piece.scored) for piece in pieces} == {301}


def test_the_same_number_is_the_same_sequence_whenever_it_is_asked_for() -> None:
    first, again = (Sequences(TEXTS, encode, MARKS) for _ in range(2))
    first.at(0)

    assert first.at(7) == again.at(7)
    assert first.at(7) != first.at(8)
    assert Sequences(TEXTS, encode, MARKS, seed=8).at(7) != first.at(7)


def test_a_sequence_without_middles_is_text_as_it_stands() -> None:
    drawn = Sequences(TEXTS, encode, MARKS, Manner(length=200, middles=0.0))

    for number in range(20):
        head, *_ = "".join("\0" if one == MARKS.document else chr(one) for one in drawn.at(number).ids).split("\0")[1:]
        assert any(head in text for text in TEXTS)
        assert any(text.startswith(head) or f"\n{head}" in text for text in TEXTS), "it begins where a line does"


def test_what_follows_and_what_stands_before_are_neighbours() -> None:
    pairs = [pair for piece in middles() for pair in parts_of(piece)]

    assert len(pairs) > 40
    assert all(any(body + suffix in text for text in TEXTS) for suffix, body in pairs)


def test_what_follows_is_shown_and_not_asked_for() -> None:
    piece = middles(1)[0]

    asked = True
    for number, scored in zip(piece.ids, piece.scored, strict=True):
        asked = asked and number != MARKS.suffix
        assert scored is (asked and number != MARKS.document)
        asked = asked or number == MARKS.prefix


def test_most_middles_end_where_a_line_ends() -> None:
    pairs = [pair for piece in middles(lines=1.0) for pair in parts_of(piece)]

    assert all(suffix.startswith("\n") for suffix, _ in pairs)


def test_no_more_is_shown_of_what_follows_than_completion_shows() -> None:
    assert max(len(suffix) for piece in middles(most_suffix=20) for suffix, _ in parts_of(piece)) <= 20


@pytest.mark.parametrize("length", [80, 256])
def test_a_short_sequence_has_room_for_what_stands_before(length: int) -> None:
    drawn = Sequences(TEXTS, encode, MARKS, Manner(length=length, middles=1.0))

    for number in range(30):
        ids = drawn.at(number).ids
        assert ids.index(MARKS.prefix) < length / 2


def test_a_text_shorter_than_a_cut_needs_is_shown_whole() -> None:
    drawn = Sequences(["x = 1\n"], encode, MARKS, Manner(length=100, middles=1.0, whole=1.0))

    assert text_of(drawn.at(0).ids).startswith("x = 1\nx = 1\n")
    assert drawn.at(0).ids[0] == MARKS.document
