import numpy as np

from builders.runs import before, run, stream
from undersong.suggestions.index.evidence import Evidence, nearby, same_shapes, same_words, together
from undersong.suggestions.index.run import text_of
from undersong.suggestions.index.vocabulary import Vocabulary

TEXT = "total = compute(items)\nother = 2\ntotal = compute(rows)\n"


def words(evidence: Evidence, vocabulary: Vocabulary, length: int) -> set[str]:
    return {
        vocabulary.words[code >> 1] for code, at in zip(evidence.codes, evidence.lengths, strict=True) if at >= length
    }


def test_the_same_words_say_what_came_next() -> None:
    vocabulary = Vocabulary()
    found = same_words(run(TEXT, vocabulary), before("total = compute(", vocabulary))

    assert words(found, vocabulary, 4) == {"items", "rows"}


def test_a_buried_file_says_nothing() -> None:
    vocabulary = Vocabulary()
    index = run(TEXT, vocabulary)
    index.is_alive[:] = False

    assert same_words(index, before("total = compute(", vocabulary)).codes.size == 0


def test_a_copy_elsewhere_becomes_a_copy_here() -> None:
    vocabulary = Vocabulary()
    index = run("self.name = name\nself.size = size\n", vocabulary)

    found = same_shapes(index, before("self.colour =", vocabulary))

    assert "colour" in words(found, vocabulary, 4)


def test_recent_lines_count_more() -> None:
    vocabulary = Vocabulary()
    text = text_of(stream("x = old\n" + "y = 1\n" * 50 + "x = new\nx =", vocabulary), vocabulary)

    found, _ = nearby(text, before("x =", vocabulary), reach=20.0)
    weights = {vocabulary.words[code >> 1]: weight for code, weight in zip(found.codes, found.weights, strict=True)}

    assert weights["new"] > 10 * weights["old"]


def test_sampled_positions_stand_for_all() -> None:
    vocabulary = Vocabulary()
    found = same_words(run("call(a)\n" * 3_000, vocabulary), before("call(", vocabulary))

    assert len(found.codes) < 1_000
    assert round(float(found.weights[found.lengths >= 2].sum())) == 3_000


def test_joined_evidence_counts_by_its_factors() -> None:
    one = Evidence(np.array([4]), np.array([1]), np.array([1.0]))

    assert together([one, one], [1.0, 3.0]).weights.tolist() == [1.0, 3.0]
