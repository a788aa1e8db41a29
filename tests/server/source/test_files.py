from pathlib import Path

from builders.repositories import repository
from undersong.source.files import ignored_files, list_files

FILES = {"a.py": "", "src/b.ts": "", "notes.md": "", "node_modules/x/y.js": "", ".venv/z.py": ""}


def listed(root: Path) -> list[str]:
    return [found for found in list_files(root) if found is not None][-1]


def ignored(root: Path, *paths: str) -> set[str]:
    return [found for found in ignored_files(root, paths) if found is not None][-1]


def test_without_git_ignored_folders_are_walked_around(tmp_path: Path) -> None:
    root = repository(tmp_path, FILES)

    assert listed(root) == ["a.py", "src/b.ts"]


def test_git_says_what_is_ignored(tmp_path: Path) -> None:
    root = repository(tmp_path, {**FILES, ".gitignore": "src/\nnode_modules/\n.venv/\n"}, git=True)

    assert listed(root) == ["a.py"]


def test_names_with_blanks_and_umlauts_come_whole(tmp_path: Path) -> None:
    root = repository(tmp_path, {"my file ü.py": ""}, git=True)

    assert listed(root) == ["my file ü.py"]


def test_a_folder_without_source_is_an_empty_list(tmp_path: Path) -> None:
    assert listed(tmp_path) == []


def test_git_says_which_of_some_files_it_ignores(tmp_path: Path) -> None:
    root = repository(tmp_path, {"src/a.py": "", "build/b.py": "", ".gitignore": "src/\n"}, git=True)

    assert ignored(root, "src/a.py", "build/b.py", "gone ü.py") == {"src/a.py"}
    assert ignored(root, "build/b.py") == set()


def test_without_git_what_lies_in_ignored_folders_is_ignored(tmp_path: Path) -> None:
    assert ignored(tmp_path, "src/a.py", "build/b.py", "x/node_modules/c.js") == {"build/b.py", "x/node_modules/c.js"}


def test_of_a_folder_that_is_gone_names_alone_decide(tmp_path: Path) -> None:
    assert ignored(tmp_path / "gone", "a.py", "dist/b.py") == {"dist/b.py"}
