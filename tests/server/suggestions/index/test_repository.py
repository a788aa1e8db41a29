import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.repositories import functions, repository
from undersong.suggestions.index import repository as module
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.index.run import Run


class Driven:
    """A repository and its work."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.index = Repository(root, folder)
        self._work: Iterator[bool] = self.index.work()
        self.rest()

    def rest(self) -> Repository:
        while next(self._work):
            pass
        return self.index

    def save(self, name: str, text: str) -> Repository:
        (self.index.root / name).write_text(text)
        os.utime(self.index.root / name, ns=(len(text), len(text)))
        self.index.note([name])
        return self.rest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "root", {"a.py": "x = 1\n", "b/c.py": functions(3), "d.md": "words\n"})


def test_it_reads_all_source_files_into_one_run(root: Path, tmp_path: Path) -> None:
    index = Driven(root, tmp_path / "index").index

    assert sorted(index.files) == ["a.py", "b/c.py"]
    assert len(index.runs) == 1
    assert not index.is_busy


def test_skipped_files_are_counted_with_their_reasons(root: Path, tmp_path: Path) -> None:
    repository(root, {"big.py": b"x = 1\n" * 200_000, "bin.py": b"\0", "latin.py": b"\xff"})

    status = Driven(root, tmp_path / "index").index.status()

    assert status["skipped"] == 3
    assert status["reasons"] == {"larger than 1 MB": 1, "binary": 1, "not UTF-8": 1}


def test_a_second_reading_takes_what_was_saved(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Driven(root, tmp_path / "index").index
    read: list[Path] = []
    monkeypatch.setattr(module, "read_source", lambda path: read.append(path) or "")

    second = Driven(root, tmp_path / "index").index

    assert read == []
    assert second.status() == first.status()


def test_what_changed_between_two_lives_is_read_again(root: Path, tmp_path: Path) -> None:
    Driven(root, tmp_path / "index")
    (root / "a.py").write_text("brand_new = 2\n")
    (root / "b/c.py").unlink()

    index = Driven(root, tmp_path / "index").index

    assert list(index.files) == ["a.py"]
    assert index.vocabulary.number("brand_new") > 1


def test_a_damaged_index_is_read_anew(root: Path, tmp_path: Path) -> None:
    Driven(root, tmp_path / "index")
    for path in (tmp_path / "index").rglob("text.codes"):
        path.write_bytes(b"rubbish")

    index = Driven(root, tmp_path / "index").index

    assert sorted(index.files) == ["a.py", "b/c.py"]


def test_a_saved_file_counts_as_it_is_now(root: Path, tmp_path: Path) -> None:
    driven = Driven(root, tmp_path / "index")

    index = driven.save("a.py", "changed = 2\ntwice = 3\n")

    assert index.files["a.py"].lines == 3
    assert sum(int(run.is_alive.sum()) for run in index.runs) < sum(len(run.is_alive) for run in index.runs)


def test_a_deleted_file_is_forgotten(root: Path, tmp_path: Path) -> None:
    driven = Driven(root, tmp_path / "index")
    (root / "a.py").unlink()
    driven.index.note(["a.py"])

    assert list(driven.rest().files) == ["b/c.py"]


def test_many_saves_do_not_become_many_runs(root: Path, tmp_path: Path) -> None:
    driven = Driven(root, tmp_path / "index")

    for number in range(3 * module.MOST_RUNS):
        index = driven.save(f"file_{number}.py", f"x_{number} = {number}\n")

    assert len(index.runs) <= module.MOST_RUNS
    assert len(index.files) == 2 + 3 * module.MOST_RUNS


def test_small_changes_leave_the_saved_run_alone(root: Path, tmp_path: Path) -> None:
    repository(root, {f"large_{n}.py": functions(60) for n in range(10)})
    driven = Driven(root, tmp_path / "index")
    large = driven.index.files["large_0.py"].run

    for number in range(module.MOST_RUNS):
        index = driven.save(f"file_{number}.py", "x = 1\n")

    assert index.files["large_0.py"].run is large
    assert len(index.runs) == 2


def test_an_open_file_is_left_out_until_it_is_closed(root: Path, tmp_path: Path) -> None:
    index = Driven(root, tmp_path / "index").index
    entry = index.files["a.py"]

    index.set_open("a.py", True)
    assert not entry.run.is_alive[entry.start : entry.end].any()

    index.set_open("a.py", False)
    assert entry.run.is_alive[entry.start : entry.end].all()


def test_a_file_saved_while_open_stays_left_out(root: Path, tmp_path: Path) -> None:
    driven = Driven(root, tmp_path / "index")
    driven.index.set_open("a.py", True)

    entry = driven.save("a.py", "y = 2\n").files["a.py"]

    assert not entry.run.is_alive[entry.start : entry.end].any()


def test_a_vanished_root_is_an_empty_index(tmp_path: Path) -> None:
    assert Driven(tmp_path / "gone", tmp_path / "index").index.files == {}


def test_conventions_are_learnt_from_the_files_of_a_language(root: Path, tmp_path: Path) -> None:
    repository(root, {"many.py": functions(30), "tests/fixtures/data.py": "def oddName(): ...\n" * 9})

    found = Driven(root, tmp_path / "index").index.conventions("python")

    assert (found["function"].style, found["function"].fitting, found["function"].names) == ("snake_case", 33, 33)


def test_symbols_follow_what_is_saved_and_deleted(root: Path, tmp_path: Path) -> None:
    driven = Driven(root, tmp_path / "index")
    before = set(driven.index.symbols.functions)
    index = driven.save("a.py", "class Made:\n    size = 1\n")
    (root / "b/c.py").unlink()
    index.note(["b/c.py"])
    driven.rest()

    assert before == {"handle_item_0", "handle_item_1", "handle_item_2"}
    assert (set(index.symbols.functions), set(index.symbols.members("Made"))) == (set(), {"size"})


def test_symbols_are_there_again_without_reading_a_file(root: Path, tmp_path: Path) -> None:
    first = Driven(root, tmp_path / "index").index
    second = Driven(root, tmp_path / "index").index

    assert second.symbols.functions == first.symbols.functions
    assert second.symbols.counts == first.symbols.counts


def test_the_saved_index_gives_memory_back_now_and_then(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rested: list[Run] = []
    monkeypatch.setattr(Run, "rest", lambda run: rested.append(run))
    driven = Driven(root, tmp_path / "index")
    driven.rest()
    assert not rested

    monkeypatch.setattr(module, "REST_SECONDS", 0.0)
    driven.rest()

    assert rested == driven.index.runs


@pytest.mark.parametrize("git", [True, False])
def test_what_is_ignored_is_not_read_when_it_changes_either(tmp_path: Path, git: bool) -> None:
    root = repository(tmp_path / "root", {"a.py": "x = 1\n", ".gitignore": "build/\n"}, git=git)
    driven = Driven(root, tmp_path / "index")
    repository(root, {"build/made.py": "made = 1\n", "src/fresh.py": "fresh = 1\n"})
    driven.index.note(["build/made.py", "src/fresh.py"])
    assert driven.index.is_busy

    assert sorted(driven.rest().files) == ["a.py", "src/fresh.py"]
