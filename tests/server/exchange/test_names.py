"""Hashes in place of names."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from builders.exchange import SALT
from undersong.exchange.names import Names

NAMES = Names(SALT, remembers=True)


def test_a_hash_is_the_one_that_an_editor_makes() -> None:
    expected = hmac.new(bytes.fromhex(SALT), b"/home/ada/a.py", hashlib.sha256).hexdigest()[:16]

    assert Names(SALT).hash("/home/ada/a.py") == expected


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5))
def test_what_was_seen_can_be_shown(value: object) -> None:
    assert NAMES.show(NAMES.hide(value)) == value


def test_half_a_sign_is_a_part_of_a_name() -> None:
    assert NAMES.hash("caf\ud83d") != NAMES.hash("caf")
    assert NAMES.show(NAMES.hide("caf\ud83d")) == "caf\ud83d"


def test_without_remembering_nothing_can() -> None:
    names = Names(SALT)

    assert names.show(names.hide("Ada")) == names.hash("Ada")
    assert names.show(None) is None
    assert names.show([1]) == [1]


def test_words_of_the_vocabulary_stay_and_others_do_not() -> None:
    assert NAMES.word("coding", {"coding"}) == "coding"
    assert NAMES.word("Ada", {"coding"}) == NAMES.hash("Ada")
    assert NAMES.word(["coding"], {"coding"}) == NAMES.hide(["coding"])


def test_numbers_stay_while_they_fit_into_an_event() -> None:
    assert [NAMES.number(value) for value in (3, 2.5, True, None)] == [3, 2.5, True, None]
    assert NAMES.number(2**60) == NAMES.hide(2**60)
    assert NAMES.number("3") == NAMES.hide("3")
    assert NAMES.number(1e300) == NAMES.hide(1e300)
