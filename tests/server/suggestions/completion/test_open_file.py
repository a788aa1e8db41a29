from pathlib import Path

import pytest

from builders.open_files import opened
from undersong.suggestions.index.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, tmp_path / "index")


def test_an_unchanged_text_is_read_once(repository: Repository) -> None:
    file = opened(repository, "a.py", "x = 1\n")
    first = file.stream

    file.edit("x = 1\n")

    assert file.stream is first


def test_how_lines_end_makes_no_other_text(repository: Repository) -> None:
    assert opened(repository, "a.py", "x = 1\r\ny = 2\r\n").text == "x = 1\ny = 2\n"
