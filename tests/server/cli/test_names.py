import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from builders.repositories import functions, repository
from undersong.cli import names
from undersong.domain.errors import NotThere


def run(*words: str) -> str:
    app = typer.Typer()
    names.register(app)
    app.callback()(lambda: None)
    result = CliRunner().invoke(app, ["names", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path, {"a.py": functions(30), "b.py": "def loadItems(): ...\n", "c.bin.py": b"\0"}, git=True)


def test_outliers_are_listed_with_their_place(root: Path) -> None:
    assert run(str(root)) == f"{root / 'b.py'}:1:5: loadItems → load_items (30 of 31 functions here are snake_case)\n"


def test_one_file_can_be_asked(root: Path) -> None:
    assert run(str(root / "a.py")) == "Every name keeps to the conventions.\n"


def test_json_is_a_list(root: Path) -> None:
    (row,) = json.loads(run(str(root), "--json"))

    assert (row["name"], row["wanted"], row["line"], row["column"]) == ("loadItems", "load_items", 1, 5)


def test_a_missing_path_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(NotThere):
        run(str(tmp_path / "gone"))
