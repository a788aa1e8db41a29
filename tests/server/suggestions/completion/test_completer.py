from pathlib import Path

import pytest

from builders.repositories import assist_on, repository
from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.flows.assist import Assist

LINE = "    response = client.get(url, timeout=self.timeout)\n"
FILES = {f"m{number}.py": f"def fetch_{number}(self, client, url):\n{LINE}    return response\n" for number in range(6)}


@pytest.fixture
def assist(tmp_path: Path) -> Assist:
    return assist_on(repository(tmp_path / "root", FILES), tmp_path / "index")


def ask(assist: Assist, tmp_path: Path, prefix: str, suffix: str = "") -> Suggestion | Silence:
    return assist.complete(Context(str(tmp_path / "root/new.py"), "python", prefix, suffix))


def text(found: Suggestion | Silence) -> str:
    return found.text if isinstance(found, Suggestion) else f"({found.reason})"


def test_a_line_that_the_repository_knows_is_finished(assist: Assist, tmp_path: Path) -> None:
    found = ask(assist, tmp_path, "def other(self, client, url):\n    response = client")

    assert text(found) == ".get(url, timeout=self.timeout)"


def test_the_pattern_is_known_although_the_name_is_new(tmp_path: Path) -> None:
    names = ["name", "size", "owner", "colour", "weight", "height"]
    code = "class A:\n    def __init__(self, " + ", ".join(names) + "):\n"
    code += "".join(f"        self.{name} = {name}\n" for name in names)
    assist = assist_on(repository(tmp_path / "root", {"a.py": code}), tmp_path / "index")

    found = ask(assist, tmp_path, "class B:\n    def __init__(self, flavour):\n        self.flavour =")

    assert text(found) == " flavour"


def test_inside_a_line_nothing_is_offered(assist: Assist, tmp_path: Path) -> None:
    assert text(ask(assist, tmp_path, "response = cli", " + 1\n")) == "(in the middle of a line)"


def test_before_a_closing_bracket_something_may_be(assist: Assist, tmp_path: Path) -> None:
    found = ask(assist, tmp_path, "def other(self, client, url):\n    response = client.get(url", ")\n")

    assert isinstance(found, Suggestion)


def test_an_unknown_beginning_has_no_match(assist: Assist, tmp_path: Path) -> None:
    assert text(ask(assist, tmp_path, "zebra_quux")) in ("(no match)", "(not sure enough)")


def test_in_a_comment_the_reason_says_so(assist: Assist, tmp_path: Path) -> None:
    assert text(ask(assist, tmp_path, "x = 1  # zebra quux")) == "(in a comment)"


def test_without_an_index_the_reason_says_so(tmp_path: Path) -> None:
    found = Assist(tmp_path / "index").complete(Context("", "python", "x ="))

    assert text(found) == "(nothing indexed yet)"


def test_secrets_are_never_offered(tmp_path: Path) -> None:
    secret = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"
    files = {f"s{number}.py": f"API_KEY = '{secret}'\n" * 5 for number in range(5)}
    files |= {"prod.env": f"API_KEY={secret}\n" * 20, ".env": f"API_KEY={secret}\n"}
    assist = assist_on(repository(tmp_path / "root", files), tmp_path / "index")

    for prefix in ("API_KEY = ", "API_KEY = '", "API_KEY = '9f86", "API_KEY ="):
        assert secret[4:] not in text(ask(assist, tmp_path, prefix))
    kept = b"".join(path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file())
    assert secret.encode() not in kept
