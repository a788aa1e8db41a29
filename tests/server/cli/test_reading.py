from pathlib import Path

import pytest

from builders.repositories import repository
from undersong.cli.reading import assist_for, read_text, root_of
from undersong.domain.errors import BadInput, NotThere


def test_the_root_is_the_work_tree_around_a_file(tmp_path: Path) -> None:
    root = repository(tmp_path, {"src/deep/a.py": "x = 1\n"}, git=True)

    assert root_of(root / "src/deep/a.py") == root
    assert root_of(root / "src") == root


def test_without_a_work_tree_it_is_the_folder(tmp_path: Path) -> None:
    root = repository(tmp_path, {"src/a.py": "x = 1\n"})

    assert root_of(root / "src/a.py") == root / "src"


def test_the_whole_repository_is_read_for_one_file(tmp_path: Path) -> None:
    root = repository(tmp_path, {"a.py": "x = 1\n", "b/c.py": "y = 2\n"}, git=True)

    with assist_for(root / "a.py") as assist:
        assert assist.status()[0]["files"] == 2


def test_a_file_that_cannot_be_read_is_the_users_mistake(tmp_path: Path) -> None:
    repository(tmp_path, {"a.py": b"\0"})

    with pytest.raises(BadInput, match="binary"):
        read_text(tmp_path / "a.py")
    with pytest.raises(NotThere):
        read_text(tmp_path / "gone.py")
