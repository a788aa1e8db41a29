"""What is held back is nowhere: not on the disk, not in the copy's history, not in the index."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from undersong.cli.bench.generated import write_repository
from undersong.cli.yardstick.held import Held, HeldSeen, check_unseen, commit_all, hold_back
from undersong.domain.errors import NotThere


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    write_repository(root, 20, seed=3)
    (root / "package_0" / "short.py").write_text("x = 1\n")
    return root


def test_a_share_of_the_files_is_off_the_disk_and_their_texts_are_kept(repo: Path, tmp_path: Path) -> None:
    held = hold_back(repo, tmp_path / "copy", random.Random(7))

    assert len(held.texts) == 3
    assert all(not (held.root / path).exists() for path in held.paths)
    assert all(held.texts[path] == (repo / path).read_text() for path in held.paths)
    assert "package_0/short.py" not in held.paths


def test_the_history_of_the_copy_never_held_them(repo: Path, tmp_path: Path) -> None:
    held = hold_back(repo, tmp_path / "copy", random.Random(7))

    log = subprocess.run(
        ["git", "log", "--all", "--name-only", "--format="], cwd=held.root, capture_output=True, text=True, check=True
    ).stdout.split()
    assert len(log) == 18
    assert not set(held.paths) & set(log)


def test_a_git_repository_is_read_as_it_was_committed(repo: Path, tmp_path: Path) -> None:
    commit_all(repo)
    (repo / "package_0" / "later.py").write_text("y = 2\n" * 60)

    held = hold_back(repo, tmp_path / "copy", random.Random(7))

    assert not (held.root / "package_0" / "later.py").exists()
    assert len(list(held.root.rglob("*.py"))) == 18


def test_nothing_to_learn_from_is_left_where_it_is_to_be_empty(repo: Path, tmp_path: Path) -> None:
    held = hold_back(repo, tmp_path / "copy", random.Random(7), is_empty=True)

    assert list(held.root.rglob("*.py")) == []
    assert len(held.texts) == 3


def test_a_repository_without_modules_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(NotThere, match="more than 3 modules"):
        hold_back(tmp_path / "empty", tmp_path / "copy", random.Random(7))


def test_an_index_that_lists_a_held_file_ends_the_bench(tmp_path: Path) -> None:
    held = Held(tmp_path / "root", {"package/held.py": "x = 1\n"})
    (held.root / "package").mkdir(parents=True)
    (held.root / "package" / "other.py").write_text("package/held.py\n")
    index = tmp_path / "index" / "abc" / "1"
    index.mkdir(parents=True)
    (index / "words").write_bytes(b"package/held.py\n")
    (index / "files").write_text(json.dumps({"package/other.py": [1]}))

    assert check_unseen(held, tmp_path / "index") == 1

    (index / "tokens").write_bytes(b"\x00HEAD" + json.dumps({"package/held.py": [2]}).encode() + b"\x00\x01")
    with pytest.raises(HeldSeen, match=r"package/held\.py"):
        check_unseen(held, tmp_path / "index")


def test_a_held_file_that_lies_on_the_disk_ends_the_bench(tmp_path: Path) -> None:
    held = Held(tmp_path, {"held.py": "x = 1\n"})
    (tmp_path / "held.py").write_text("x = 1\n")

    with pytest.raises(HeldSeen):
        check_unseen(held, tmp_path / "index")
