import numpy as np

from builders.runs import before, run
from undersong.suggestions.index.vocabulary import Vocabulary
from undersong.suggestions.symbols.counts import KEPT, Statistics

TEXT = "self.client = client\nself.client.get(url)\nself.pool = pool\n"


def test_every_occurrence_is_counted_over_all_runs() -> None:
    vocabulary = Vocabulary()
    runs = [run(TEXT, vocabulary), run("client = 1\n", vocabulary)]

    counts = Statistics().frequencies(runs, len(vocabulary.words))

    assert counts[vocabulary.number("client")] == 4
    assert counts[vocabulary.number("pool")] == 2


def test_followers_are_counted_for_longer_and_longer_contexts() -> None:
    vocabulary = Vocabulary()
    runs = [run(TEXT, vocabulary)]
    place = before("self.", vocabulary)

    one, two, *_ = Statistics().followers(runs, place, len(vocabulary.words))

    client, get, pool = (vocabulary.number(word) for word in ("client", "get", "pool"))
    assert (one[client], one[get], one[pool]) == (2, 1, 1)
    assert (two[client], two[get], two[pool]) == (2, 0, 1)


def test_what_stands_open_counts_no_more() -> None:
    vocabulary, statistics = Vocabulary(), Statistics()
    one = run(TEXT, vocabulary)
    size, place = len(vocabulary.words), before("self.", vocabulary)
    statistics.frequencies([one], size)
    before_it = statistics.followers([one], place, size)[0].any()
    one.is_alive[:] = False

    assert not statistics.frequencies([one], size).any()
    assert before_it
    assert not statistics.followers([one], place, size)[0].any()


def test_a_run_that_came_later_is_counted_too() -> None:
    vocabulary, statistics = Vocabulary(), Statistics()
    first = run(TEXT, vocabulary)
    statistics.frequencies([first], len(vocabulary.words))
    statistics.followers([first], before("self.", vocabulary), len(vocabulary.words))
    second = run("self.client\n", vocabulary)
    size = len(vocabulary.words)

    assert statistics.frequencies([second], size)[vocabulary.number("client")] == 1
    assert statistics.followers([second], before("self.", vocabulary), size)[0][vocabulary.number("client")] == 1


def test_no_more_than_some_followers_are_kept() -> None:
    vocabulary, statistics = Vocabulary(), Statistics()
    words = [f"word_{number}" for number in range(3 * KEPT)]
    one = run(" ".join(words), vocabulary)

    for word in words:
        statistics.followers([one], before(word, vocabulary), len(vocabulary.words))

    assert len(statistics._followers) == KEPT


def test_letters_are_those_of_names_alone() -> None:
    vocabulary, statistics = Vocabulary(), Statistics()
    run("client = 'text'", vocabulary)
    letters = statistics.letters(vocabulary)
    run("zebra", vocabulary)

    assert letters[vocabulary.number("client")] == ord("c")
    assert letters[vocabulary.number("=")] == letters[vocabulary.number("'text'")] == 0
    assert statistics.letters(vocabulary)[vocabulary.number("zebra")] == ord("z")
    assert letters.dtype == np.uint32
