from undersong.suggestions.index.vocabulary import FIRST_WORD, UNSPOKEN, Vocabulary


def test_a_word_has_one_number_with_and_without_its_blank() -> None:
    vocabulary = Vocabulary()

    assert vocabulary["foo"] >> 1 == vocabulary[" foo"] >> 1 == FIRST_WORD
    assert (vocabulary["foo"] & 1, vocabulary[" foo"] & 1) == (0, 1)
    assert vocabulary.words[FIRST_WORD] == "foo"


def test_a_line_break_holds_its_indentation() -> None:
    assert Vocabulary()["\n    "] == -5


def test_long_and_secret_like_tokens_are_not_kept() -> None:
    vocabulary = Vocabulary()
    secret, long = "'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b'", "'" + "prose " * 20 + "'"

    assert [vocabulary[token] >> 1 for token in (secret, long)] == [UNSPOKEN, UNSPOKEN]
    assert vocabulary[" " + secret] == UNSPOKEN << 1 | 1
    assert secret not in vocabulary
    assert vocabulary.words[FIRST_WORD:] == []


def test_asking_for_a_number_admits_nothing() -> None:
    vocabulary = Vocabulary()

    assert vocabulary.number("unseen") == UNSPOKEN
    assert len(vocabulary) == 0


def test_words_read_back_have_the_numbers_they_had() -> None:
    first, second = Vocabulary(), Vocabulary()
    for token in ("def", " run", "(", ")"):
        _ = first[token]

    second.admit(first.words[FIRST_WORD:])

    assert second.words == first.words
    assert second.shapes == first.shapes
    assert second[" run"] == first[" run"]
