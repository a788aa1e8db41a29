"""Keys and passwords."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.secrets import Secrets

REFUSED = "<looks like a secret>"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("key = ", "'AKIA" + "IOSFODNN7EXAMPLE'"),
        ("key = 'AKIAIOSF", "ODNN7EXAMPLE'"),
        ("token = ", "'ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2'"),
        ("password = ", "'hunter2x'"),
        ('password = "', "hunter2x"),
        ('{"api_key": ', '"abc123def"}'),
        ("digest = '", "9f86d081884c7d659a2feaa0c55ad015'"),
    ],
)
def test_what_looks_like_a_secret_is_refused(code: str, text: str) -> None:
    assert done(Secrets(), code, text) == REFUSED


@pytest.mark.parametrize(
    "text",
    ["'application/json'", "password = field(default='')", "Breakout1C6Px6C1PCableProfile(Base)", "password=password"],
)
def test_other_words_pass(text: str) -> None:
    assert done(Secrets(), "x = ", text) == text


def test_what_the_person_typed_is_no_reason() -> None:
    assert done(Secrets(), "key = 'AKIAIOSFODNN7EXAMPLE', ", "other") == "other"
