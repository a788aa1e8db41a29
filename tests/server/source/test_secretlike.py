import pytest

from undersong.source.secretlike import is_private_file, is_secret_like


@pytest.mark.parametrize(
    "token",
    [
        "'AKIA" + "IOSFODNN7EXAMPLE'",
        "'ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a'",
        "'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b'",
        '"wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzKEY123"',
        "'xoxb-" + "123456789012-abcdef'",
    ],
)
def test_keys_and_hashes_are_secret_like(token: str) -> None:
    assert is_secret_like(token)


@pytest.mark.parametrize(
    "token",
    [
        "'application/json'",
        "test_a_minute_of_undoing_is_stuck",
        "HttpResponsePermanentRedirect",
        '"%Y-%m-%dT%H:%M:%S"',
        "UnicodeDecodeErrorHandlerRegistry",
        "'SELECT name FROM account'",
    ],
)
def test_words_and_formats_are_not(token: str) -> None:
    assert not is_secret_like(token)


@pytest.mark.parametrize("name", [".env", ".env.local", "server.pem", "id_rsa", "id_ed25519.pub", "prod.key", ".netrc"])
def test_files_that_hold_secrets_are_known_by_name(name: str) -> None:
    assert is_private_file(f"deploy/{name}")


@pytest.mark.parametrize("name", ["environment.py", "keyboard.py", "identity.py", "secrets.py", "models.py"])
def test_source_files_are_not_private(name: str) -> None:
    assert not is_private_file(name)
