from pathlib import Path

import pytest

from builders.open_files import opened
from undersong.suggestions.completion.neighbours import Neighbours
from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, tmp_path / "index")


@pytest.fixture
def pair(repository: Repository) -> tuple[OpenFile, OpenFile]:
    return opened(repository, "a.py", "x = 1\n"), opened(repository, "b.py", "y = 2\n")


def test_a_file_is_no_neighbour_of_itself(repository: Repository) -> None:
    file = opened(repository, "a.py", "x = 1\n")

    assert Neighbours().run([file], file) is None


def test_neighbours_are_sorted_anew_only_when_one_changed(pair: tuple[OpenFile, OpenFile]) -> None:
    one, other = pair
    neighbours = Neighbours(patience_seconds=0)
    first = neighbours.run([one, other], one)

    one.edit("x = 2\n")
    assert neighbours.run([one, other], one) is first

    other.edit("y = 3\n")
    assert neighbours.run([one, other], one) is not first


def test_files_of_another_repository_teach_nothing(repository: Repository, tmp_path: Path) -> None:
    stranger = opened(Repository(tmp_path / "other", tmp_path / "index"), "b.py", "y = 2\n")
    file = opened(repository, "a.py", "x = 1\n")

    assert Neighbours().run([file, stranger], file) is None


def test_neighbours_that_change_all_the_time_are_sorted_now_and_then(
    repository: Repository, pair: tuple[OpenFile, OpenFile]
) -> None:
    one, other = pair
    neighbours = Neighbours(patience_seconds=60)
    first = neighbours.run([one, other], one)

    other.edit("y = 3\n")
    assert neighbours.run([one, other], one) is first

    third = opened(repository, "c.py", "z = 4\n")
    assert neighbours.run([one, other, third], one) is not first


def test_the_same_run_hides_each_file_from_itself(pair: tuple[OpenFile, OpenFile]) -> None:
    one, other = pair
    neighbours = Neighbours()

    for file, mate in ((one, other), (other, one)):
        run = neighbours.run([one, other], file)

        assert run is not None
        living = run.text.codes[run.is_alive & (run.text.codes > 0)].tolist()
        assert living == mate.stream[mate.stream > 0].tolist()


@pytest.mark.parametrize(
    ("name", "text"), [(".env", "DB_PASSWORD=hunter2x\n"), ("notes.log", "once\n"), ("big.py", "x = 1\n" * 200_000)]
)
def test_what_is_no_code_holds_secrets_or_is_huge_teaches_nobody(repository: Repository, name: str, text: str) -> None:
    file, other = opened(repository, "a.py", "x = 1\n"), opened(repository, name, text)

    assert Neighbours().run([file, other], file) is None


def test_the_order_in_which_files_were_asked_about_is_of_no_matter(repository: Repository) -> None:
    files = [opened(repository, f"{name}.py", f"{name} = 1\n") for name in "abc"]
    neighbours = Neighbours(patience_seconds=60)
    first = neighbours.run(files, files[0])
    files[2].edit("c = 2\n")

    neighbours.run([files[2], files[0], files[1]], files[1])

    assert neighbours.run(files[::-1], files[0]) is first


def test_each_repository_has_its_own_run(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other", tmp_path / "index")
    files = [opened(home, f"{name}.py", f"{name} = 1\n") for home in (repository, other) for name in "ab"]
    neighbours = Neighbours(patience_seconds=60)
    first = neighbours.run(files, files[0])
    neighbours.run(files, files[2])

    assert neighbours.run(files, files[0]) is first


def test_a_closed_repository_is_let_go_of(repository: Repository, pair: tuple[OpenFile, OpenFile]) -> None:
    neighbours = Neighbours(patience_seconds=60)
    first = neighbours.run(pair, pair[0])

    neighbours.forget(repository)

    assert neighbours.run(pair, pair[0]) is not first
