from pathlib import Path

from builders.repositories import repository
from undersong.source.files import list_files

FILES = {"a.py": "", "src/b.ts": "", "notes.md": "", "node_modules/x/y.js": "", ".venv/z.py": ""}


def listed(root: Path) -> list[str]:
    return [found for found in list_files(root) if found is not None][-1]


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
