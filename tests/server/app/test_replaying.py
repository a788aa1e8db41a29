"""A repository is typed once more."""

import json
import random
from pathlib import Path

import pytest

from undersong.app.replaying import held_back, main, replay_repository

LINES = 60


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Files that say nearly the same, as real ones do."""
    root = tmp_path / "repository"
    (root / "migrations").mkdir(parents=True)
    for number in range(12):
        body = "".join(f"    total = total + weigh(item_{line}, scale)\n" for line in range(LINES))
        (root / f"part_{number}.py").write_text(f"def add_{number}(scale):\n    total = 0\n{body}    return total\n")
    (root / "migrations" / "0001.py").write_text("x = 1\n" * LINES)
    (root / "short.py").write_text("x = 1\n")
    return root


@pytest.fixture(autouse=True)
def no_language_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersong.app.replaying.joined_folder", lambda _model: None)


def test_files_are_held_back_that_somebody_wrote_by_hand(repository: Path) -> None:
    held = held_back(repository, random.Random(1))

    assert held
    assert all(path.name.startswith("part_") for path in held)


def test_what_is_offered_comes_from_the_other_files_and_is_judged_by_what_stands_there(repository: Path) -> None:
    rows = list(replay_repository(repository, 60, random.Random(1)))

    assert len(rows) > 10
    assert 0.5 < sum(row.is_taken for row in rows) / len(rows) <= 1
    assert all((row.kept_chars > 0) is row.is_taken for row in rows)


def test_the_repository_itself_is_left_as_it_was(repository: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in repository.rglob("*.py")}
    main([str(repository), str(tmp_path / "out.jsonl"), "--name", "a/b", "--licence", "MIT", "--spots", "20"])

    assert {path: path.read_bytes() for path in repository.rglob("*.py")} == before
    assert json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0]) == {"repository": "a/b", "licence": "MIT"}
