import numpy as np

from builders.runs import run, stream
from undersong.suggestions.index.run import PADDING, SHAPES, WORDS, text_of
from undersong.suggestions.index.vocabulary import Vocabulary

TEXT = "a = b\nc = b\nself.name = name\n"


def test_positions_are_sorted_by_what_stands_before_them() -> None:
    found = run(TEXT, Vocabulary())

    assert (np.diff(found.words.keys.astype(object)) >= 0).all()
    assert sorted(found.words.order.tolist()) == list(range(PADDING, len(found.text.codes)))


def test_positions_after_the_same_tokens_have_the_same_key() -> None:
    vocabulary = Vocabulary()
    codes = stream("x = b\nx = b\n", vocabulary)
    keys = WORDS.keys(codes)

    places = [index for index, code in enumerate(codes[PADDING:]) if vocabulary.words[code >> 1] == "="]

    assert len({int(keys[place]) >> 32 for place in places}) == 1


def test_shapes_tell_no_names_apart() -> None:
    vocabulary = Vocabulary()
    one, other = (text_of(stream(text, vocabulary), vocabulary) for text in ("total = compute", "found = search"))

    assert one.shapes.tolist() == other.shapes.tolist()
    assert SHAPES.keys(one.shapes).tolist() == SHAPES.keys(other.shapes).tolist()


def test_a_copy_knows_how_far_back_it_was() -> None:
    vocabulary = Vocabulary()
    text = text_of(stream("self.name = name", vocabulary), vocabulary)

    assert text.copied[-1] == 2
