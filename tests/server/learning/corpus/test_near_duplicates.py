"""All but the same is the same."""

import random

import pytest

from builders.programs import program
from undersong.learning.corpus.near_duplicates import Seen, likeness, signature_of

WORDS = [f"word{number}" for number in range(3_000)]


def shared(words: list[str], share: float) -> str:
    """Return a text whose first part is that of `words`, and the rest of its own."""
    kept = int(len(words) * share)
    return " ".join([*words[:kept], *(f"other{number}" for number in range(len(words) - kept))])


def test_a_text_is_new_once() -> None:
    seen = Seen()

    assert seen.is_new(program(1, 20))
    assert not seen.is_new(program(1, 20))


def test_a_text_with_another_head_and_other_white_space_is_the_same() -> None:
    seen, words = Seen(), WORDS[:600]
    seen.is_new(" ".join(words))

    assert not seen.is_new("# Copyright\n" + "\n    ".join(words))


def test_a_text_that_shares_half_is_another() -> None:
    seen = Seen()
    seen.is_new(" ".join(WORDS[:600]))

    assert seen.is_new(shared(WORDS[:600], 0.5))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_signatures_tell_the_share_of_what_two_texts_have_in_common(share: float) -> None:
    words = random.Random(3).sample(WORDS, 2_000)

    found = likeness(signature_of(" ".join(words)), signature_of(shared(words, share)))

    assert found == pytest.approx(share / (2 - share), abs=0.12)  # three deviations of 128 numbers


def test_a_text_of_a_word_or_of_none_has_a_signature() -> None:
    assert likeness(signature_of("word"), signature_of("word")) == 1.0
    assert likeness(signature_of(""), signature_of("word")) < 0.1
