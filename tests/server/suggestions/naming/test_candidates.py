from pathlib import Path

from builders.repositories import repository
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.naming.candidates import texts_with


def index_of(root: Path, folder: Path) -> Repository:
    index = Repository(root, folder)
    work = index.work()
    while next(work):
        pass
    return index


def test_only_python_files_with_the_word_are_looked_at(tmp_path: Path) -> None:
    files = {"a.py": "x = load()\n", "b.py": "y = 1\n", "c.js": "load()\n", "d.py": 'f"{load()}"\n'}
    root = repository(tmp_path / "root", files)

    found = texts_with("load", index_of(root, tmp_path / "index"), {})

    assert [Path(path).name for path in found] == ["a.py", "d.py"]


def test_unsaved_text_stands_for_its_file(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", {"a.py": "x = load()\n", "b.py": "y = 1\n"})
    unsaved = {str(root / "a.py"): "x = 1\n", str(root / "new.py"): "load()\n"}

    found = texts_with("load", index_of(root, tmp_path / "index"), unsaved)

    assert found == {str(root / "new.py"): "load()\n"}


def test_a_file_that_vanished_is_left_out(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", {"a.py": "load()\n"})
    index = index_of(root, tmp_path / "index")
    (root / "a.py").unlink()

    assert texts_with("load", index, {}) == {}
