from pathlib import Path

import pytest

from undersong.suggestions.completion.open_file import Neighbours, OpenFile
from undersong.suggestions.index.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, tmp_path / "index")


def opened(repository: Repository, name: str, text: str) -> OpenFile:
    file = OpenFile(repository, name)
    file.edit(text)
    return file


def test_an_unchanged_text_is_read_once(repository: Repository) -> None:
    file = opened(repository, "a.py", "x = 1\n")
    first = file.stream

    file.edit("x = 1\n")

    assert file.stream is first


def test_a_file_is_no_neighbour_of_itself(repository: Repository) -> None:
    file = opened(repository, "a.py", "x = 1\n")

    assert Neighbours().run([file], file) is None


def test_neighbours_are_sorted_anew_only_when_one_changed(repository: Repository) -> None:
    one, other = opened(repository, "a.py", "x = 1\n"), opened(repository, "b.py", "y = 2\n")
    neighbours = Neighbours()
    first = neighbours.run([one, other], one)

    one.edit("x = 2\n")
    assert neighbours.run([one, other], one) is first

    other.edit("y = 3\n")
    assert neighbours.run([one, other], one) is not first


def test_files_of_another_repository_teach_nothing(repository: Repository, tmp_path: Path) -> None:
    stranger = opened(Repository(tmp_path / "other", tmp_path / "index"), "b.py", "y = 2\n")
    file = opened(repository, "a.py", "x = 1\n")

    assert Neighbours().run([file, stranger], file) is None
