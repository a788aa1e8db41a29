import numpy as np

from undersong.suggestions.index import stream
from undersong.suggestions.index.stream import coded_slowly, raw_codes, relative, step_of
from undersong.suggestions.index.vocabulary import FIRST_WORD, LEVEL, Vocabulary

TEXT = "if a:\n    b\n    if c:\n        d\ne\n"


def levels(text: str) -> list[int]:
    codes = relative(raw_codes(text, Vocabulary()))
    return [int(code >> 1) - LEVEL for code in codes if code >> 1 < FIRST_WORD]


def test_line_breaks_say_how_the_indentation_changes() -> None:
    assert levels(TEXT.rstrip()) == [0, 1, 0, 1, -2]


def test_a_file_with_two_blanks_a_step_reads_the_same() -> None:
    assert levels(TEXT.rstrip().replace("    ", "  ")) == levels(TEXT.rstrip())


def test_without_any_step_four_is_usual() -> None:
    assert step_of(np.zeros(3, np.int32)) == 4


def test_reading_in_pieces_gives_the_same_codes() -> None:
    text = "\n".join(f"value_{number} = {number}" for number in range(200))
    whole_vocabulary, piece_vocabulary = Vocabulary(), Vocabulary()
    before, stream.PIECE_CHARS = stream.PIECE_CHARS, 100

    reading = coded_slowly(text, piece_vocabulary)
    slices = 0
    try:
        while next(reading):
            slices += 1
    except StopIteration as end:
        codes = end.value
    finally:
        stream.PIECE_CHARS = before

    assert slices > 10
    assert codes.tolist() == raw_codes(text, whole_vocabulary).tolist()


def test_an_empty_text_is_one_line_break() -> None:
    assert raw_codes("", Vocabulary()).tolist() == [-1]
