"""What is kept of a person's code holds nothing that was nobody's to keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersong.privacy.sanitise import ADDRESS, LONG_TEXT, SECRET, sanitised

PLANTED = [
    ("AWS_KEY = 'AKIAIOSFODNN7EXAMPLE'", "AKIAIOSFODNN7EXAMPLE"),
    ("headers = {'Authorization': 'Bearer ghp_0123456789abcdefghijABCDEFGHIJ012345'}", "ghp_"),
    ('password = "hunter2!"', "hunter2"),
    ("API_KEY: 'plain-words'", "plain-words"),
    ("dsn = 'postgres://ann:geheim@db/shop'", "geheim"),
    ("digest = 9f86d081884c7d659a2feaa0c55ad015", "9f86d081"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----", "MIIEow"),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEow", "MIIEow"),
    ("mail('ann.smith+shop@mail.example.org')", "ann.smith"),
    ("# ask bob@example.com", "bob"),
    (f'page = "{"word " * 30}"', "word word"),
]


@pytest.mark.parametrize(("text", "planted"), PLANTED)
def test_a_planted_secret_is_gone(text: str, planted: str) -> None:
    assert planted in text
    assert planted not in sanitised(text)


def test_what_code_does_stays() -> None:
    text = "def total(items: list[Item]) -> Decimal:\n    return sum(item.price for item in items)\n"

    assert sanitised(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("send('ann@example.org')", f"send('{ADDRESS}')"),
        ("token = 'abcdef'", f"token = '{SECRET}'"),
        (f"say('{'x y ' * 20}')", f"say('{LONG_TEXT}')"),
        ("authors = load()", "authors = load()"),
    ],
)
def test_a_placeholder_stands_where_the_text_stood(text: str, left: str) -> None:
    assert sanitised(text) == left


def test_lines_stay_lines() -> None:
    text = "a = 1\n-----BEGIN PRIVATE KEY-----\nabc\ndef\n-----END PRIVATE KEY-----\nb = 2\n"

    assert sanitised(text).count("\n") == text.count("\n")
    assert sanitised(text).endswith("b = 2\n")


def test_a_longer_literal_may_be_allowed() -> None:
    text = f"say('{'a word ' * 20}')"

    assert sanitised(text, longest_literal=500) == text


@given(st.text(alphabet=st.sampled_from("abAB01'\"`\\=:@./-+ \n<>"), max_size=120))
def test_doing_it_twice_changes_nothing_more(text: str) -> None:
    once = sanitised(text)

    assert sanitised(once) == once
