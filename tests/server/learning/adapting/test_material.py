"""What is learned from lies before what is judged; nothing ignored, private or secret is in either."""

from pathlib import Path

import pytest

from builders.repositories import commit, functions
from undersong.domain.errors import TooFewExamples
from undersong.learning.adapting.material import collect, held_back, is_learned, steps
from undersong.source.history import newest_commits

OLD = functions(300)


def shop(root: Path, newest: str, commits: int = 20) -> Path:
    """Make a repository with old code, some small commits, and six new files in the last one."""
    commit(root, {"old.py": OLD, "key.pem": "secret", ".gitignore": "ignored.py\n", "ignored.py": "ignored = 1\n" * 99})
    for number in range(commits):
        commit(root, {"count.py": f"count = {number}\n"})
    commit(root, {f"new_{place}.py": newest for place in range(6)})
    return root


def test_the_newest_lines_are_held_back_and_not_learned(tmp_path: Path) -> None:
    root = shop(tmp_path, functions(30, "fresh"))

    material = collect(root)

    assert "fresh" not in "".join(material.documents)
    assert all("fresh" in passage.text or "local_sum" in passage.text for passage in material.held)
    assert {passage.group for passage in material.held} == {f"new_{place}.py" for place in range(6)}
    assert (material.newest, material.commits) == (newest_commits(root, 1)[0], 1)


def test_what_git_ignores_and_what_holds_secrets_is_not_learned(tmp_path: Path) -> None:
    material = collect(shop(tmp_path, functions(30, "fresh")))

    assert OLD in material.documents
    assert "ignored" not in "".join(material.documents)
    assert "secret" not in "".join(material.documents)


def test_a_planted_secret_is_in_no_document_and_no_passage(tmp_path: Path) -> None:
    planted = "token = 'ghp_0123456789abcdefghijABCDEFGHIJ012345'\n"
    commit(tmp_path, {"old.py": OLD + planted})
    root = shop(tmp_path, planted + functions(30, "fresh"))

    material = collect(root)

    assert not [text for text in material.documents if "ghp_" in text]
    assert not [passage for passage in material.held if "ghp_" in passage.text + passage.before]


def test_as_few_commits_are_held_back_as_give_lines_enough(tmp_path: Path) -> None:
    root = shop(tmp_path, functions(5, "fresh"), commits=60)
    for number in range(6):
        commit(root, {f"later_{number}.py": functions(20, f"later_{number}")})

    assert collect(root).commits == 6


def test_no_more_than_a_tenth_of_the_history_is_held_back(tmp_path: Path) -> None:
    commit(tmp_path, {"old.py": OLD})
    for number in range(29):
        commit(tmp_path, {f"small_{number}.py": "x = 1\n"})

    assert held_back(tmp_path, newest_commits(tmp_path, 100))[0] == 3


@pytest.mark.parametrize("files", [{}, {"old.py": OLD}])
def test_without_new_lines_there_is_nothing_to_judge(tmp_path: Path, files: dict[str, str]) -> None:
    if files:
        commit(tmp_path, files)

    with pytest.raises(TooFewExamples):
        collect(tmp_path)


def test_a_small_repository_is_not_learned_by_heart(tmp_path: Path) -> None:
    commit(tmp_path, {"old.py": "x = 1\n"})
    commit(tmp_path, {f"new_{place}.py": functions(30) for place in range(6)})

    with pytest.raises(TooFewExamples, match="characters"):
        collect(tmp_path)


def test_the_same_state_has_one_fingerprint_and_another_has_another(tmp_path: Path) -> None:
    root = shop(tmp_path, functions(30, "fresh"))
    first = collect(root)
    assert collect(root).fingerprint == first.fingerprint

    commit(root, {"new_0.py": functions(31, "fresh")})

    assert collect(root).fingerprint != first.fingerprint


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("src/a.py", True), ("node_modules/x/a.js", False), ("a.md", False), (".env", False), ("build/a.py", False)],
)
def test_only_code_of_ones_own_is_learned(path: str, wanted: bool) -> None:
    assert is_learned(path) is wanted


def test_nothing_is_tried_where_nothing_can_be_held_back() -> None:
    assert list(steps(0)) == []
