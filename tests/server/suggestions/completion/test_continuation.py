import numpy as np

from undersong.suggestions.completion.continuation import Limits, continued
from undersong.suggestions.completion.cursor import cursor_at
from undersong.suggestions.completion.document import Document
from undersong.suggestions.completion.mixture import Distribution
from undersong.suggestions.index.evidence import Before
from undersong.suggestions.index.vocabulary import LEVEL, UNSPOKEN, Vocabulary

LIMITS = Limits(first=0.3, step=0.3, joint=0.1)


class Script:
    """An oracle that says written-out tokens one after the other, each with its chance."""

    def __init__(self, vocabulary: Vocabulary, *tokens: tuple[str, float]) -> None:
        self._vocabulary, self._tokens = vocabulary, list(tokens)
        self.asked: list[Before] = []

    def __call__(self, before: Before) -> Distribution | None:
        self.asked.append(before)
        if not self._tokens:
            return None
        token, chance = self._tokens.pop(0)
        code = LEVEL << 1 if token == "\n" else self._vocabulary[token]
        return Distribution(np.array([code >> 1]), np.array([chance]), np.array([float(code & 1)]), 4)


def text(line: str, *tokens: tuple[str, float]) -> str:
    vocabulary = Vocabulary()
    return continued(cursor_at(line, Document(vocabulary)), Script(vocabulary, *tokens), vocabulary, LIMITS).text


def test_likely_tokens_follow_each_other_to_the_end_of_the_line() -> None:
    assert text("total", ("total", 0.9), (" =", 0.9), (" 0", 0.9), ("\n", 0.9), ("more", 0.9)) == " = 0"


def test_the_open_word_is_finished() -> None:
    assert text("x = comp", (" compute", 0.8), ("(", 0.9)) == "ute("


def test_a_blank_that_is_typed_is_not_said_again() -> None:
    assert text("x = ", (" compute", 0.8), ("(", 0.9)) == "compute("


def test_it_stops_at_the_first_unlikely_token() -> None:
    assert text("f(", ("a", 0.9), (",", 0.2), (" b", 0.9)) == "a"


def test_an_unlikely_first_token_is_not_offered() -> None:
    assert text("f(", ("a", 0.2)) == ""


def test_it_stops_when_all_together_becomes_unlikely() -> None:
    assert text("f(", ("a", 0.4), (".b", 0.4), (".c", 0.4)) == "a.b"


def test_what_was_not_kept_is_never_said() -> None:
    vocabulary = Vocabulary()
    unspoken = Distribution(np.array([UNSPOKEN]), np.array([1.0]), np.array([0.0]), 4)

    found = continued(cursor_at("key = ", Document(vocabulary)), lambda _: unspoken, vocabulary, LIMITS)

    assert found.text == ""


def test_each_token_becomes_context_for_the_next() -> None:
    vocabulary = Vocabulary()
    script = Script(vocabulary, ("a", 0.9), (".", 0.9), ("\n", 0.9))

    continued(cursor_at("f(", Document(vocabulary)), script, vocabulary, LIMITS)

    assert [vocabulary.words[before.numbers[0]] for before in script.asked] == ["(", "a", "."]


def test_the_confidence_is_that_of_all_tokens() -> None:
    vocabulary = Vocabulary()
    script = Script(vocabulary, ("a", 0.5), (".b", 0.5))

    found = continued(cursor_at("f(", Document(vocabulary)), script, vocabulary, LIMITS)

    assert found.confidence == 0.25


def test_silence_of_the_oracle_ends_it() -> None:
    assert text("f(") == ""
