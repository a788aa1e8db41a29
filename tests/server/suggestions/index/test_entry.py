from builders.runs import run
from undersong.source.reading import Stamp
from undersong.suggestions.index.entry import Entry
from undersong.suggestions.index.run import PADDING
from undersong.suggestions.index.vocabulary import Vocabulary


def test_a_file_lives_and_dies_without_its_neighbours() -> None:
    index = run("a = 1\nb = 2\n", Vocabulary())
    entry = Entry(Stamp(1, 1), index, PADDING, PADDING + 4, 1)

    entry.set_alive(False)

    assert not index.is_alive[PADDING : PADDING + 4].any()
    assert index.is_alive[PADDING + 4 :].all()
    entry.set_alive(True)
    assert index.is_alive.all()


def test_its_codes_are_those_of_its_place() -> None:
    index = run("a = 1\nb = 2\n", Vocabulary())

    assert Entry(Stamp(1, 1), index, PADDING, PADDING + 4, 1).codes.tolist() == index.text.codes[PADDING:][:4].tolist()
