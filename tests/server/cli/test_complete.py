import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from builders.repositories import repository
from undersong.cli import complete
from undersong.cli.complete import place_of, split_at
from undersong.domain.errors import BadInput, NotThere

FILES = {f"m{number}.py": f"def use_{number}(x):\n    found = search_for(x, deep=True)\n" for number in range(6)}


def run(*words: str) -> str:
    app = typer.Typer()
    complete.register(app)
    app.callback()(lambda: None)
    result = CliRunner().invoke(app, ["complete", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path, {**FILES, "new.py": "def mine(x):\n    found = search\n"}, git=True)


def test_it_says_how_the_line_goes_on(root: Path) -> None:
    assert run(f"{root / 'new.py'}:2:19") == "_for(x, deep=True)\n"


def test_json_has_one_object(root: Path) -> None:
    found = json.loads(run(f"{root / 'new.py'}:2:19", "--json"))

    assert found["text"] == "_for(x, deep=True)"
    assert 0 < found["confidence"] <= 1


def test_silence_has_a_reason(root: Path) -> None:
    (root / "new.py").write_text("zebra_quux\n")

    assert "reason" in json.loads(run(f"{root / 'new.py'}:1:11", "--json"))


@pytest.mark.parametrize("place", ["new.py", "new.py:1", "new.py:x:1"])
def test_what_is_no_place_is_the_users_mistake(place: str) -> None:
    with pytest.raises(BadInput):
        place_of(place)


def test_a_place_outside_the_file_is_the_users_mistake() -> None:
    with pytest.raises(BadInput, match="2 lines"):
        split_at("a\nb", 3, 1, "x.py:3:1")


def test_a_missing_file_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(NotThere):
        run(f"{tmp_path / 'gone.py'}:1:1")


def test_the_text_is_cut_at_line_and_column() -> None:
    assert split_at("ab\ncd", 2, 2, "") == ("ab\nc", "d")
