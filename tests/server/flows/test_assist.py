import time
from pathlib import Path

import pytest

from builders.repositories import assist_on, finish, functions, repository
from undersong.domain.errors import RenameRefused
from undersong.domain.position import Position
from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.flows.assist import MOST_OPEN, Assist

CALL = "    connection = open_connection(address, timeout=30)\n"
FILES = {f"m{number}.py": f"def use_{number}(address):\n{CALL}" for number in range(5)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "root", {**FILES, "many.py": functions(40)})


@pytest.fixture
def assist(root: Path, tmp_path: Path) -> Assist:
    return assist_on(root, tmp_path / "index")


def ask(assist: Assist, path: Path, prefix: str) -> str:
    found = assist.complete(Context(str(path), "python", prefix))
    return found.text if isinstance(found, Suggestion) else f"({found.reason})"


def test_a_new_file_is_completed_from_the_repository(assist: Assist, root: Path) -> None:
    assert ask(assist, root / "new.py", "def other(address):\n    connection = open") == (
        "_connection(address, timeout=30)"
    )


def test_unsaved_text_of_another_open_file_is_known(assist: Assist, root: Path) -> None:
    line = "quuxes = gather_all_quuxes(from_everywhere=True)\n"
    before = ask(assist, root / "new.py", "quuxes = gather")

    assist.edited(str(root / "other.py"), "# words\n" + line * 3)

    assert "_all_quuxes" not in before
    assert ask(assist, root / "new2.py", "quuxes = gather") == "_all_quuxes(from_everywhere=True)"


def test_the_file_on_disk_does_not_answer_for_the_open_one(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", {"a.py": "zebra_call(with_stripes)\n" * 20, "b.py": functions(3)})
    assist = assist_on(root, tmp_path / "index")

    assert "with_stripes" not in ask(assist, root / "a.py", "zebra_call(")


def test_a_closed_file_counts_again(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", {"a.py": "zebra_call(with_stripes)\n" * 20})
    assist = assist_on(root, tmp_path / "index")
    assist.edited(str(root / "a.py"), "")

    assist.closed(str(root / "a.py"))

    assert ask(assist, root / "b.py", "zebra_call(") == "with_stripes)"


def test_typing_what_was_offered_needs_no_look_up(assist: Assist, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "def other(address):\n    connection = open"
    first = ask(assist, root / "new.py", head)
    monkeypatch.setattr("undersong.flows.completing.complete", lambda *_: Silence("looked up"))

    assert ask(assist, root / "new.py", head + first[:6]) == first[6:]
    assert ask(assist, root / "new.py", head + "?") == "(looked up)"


def test_a_saved_file_is_known_after_the_next_slices(assist: Assist, root: Path) -> None:
    (root / "saved.py").write_text("quuxes = gather_all_quuxes(from_everywhere=True)\n" * 5)

    assist.changed([str(root / "saved.py")])
    finish(assist)

    assert ask(assist, root / "new.py", "quuxes = gather") == "_all_quuxes(from_everywhere=True)"


def test_answers_come_before_everything_is_read(root: Path, tmp_path: Path) -> None:
    assist = Assist(tmp_path / "index")
    assist.open(root)
    assist.step(0)

    assert assist.status()[0]["busy"]
    assert ask(assist, root / "new.py", "x =").startswith("(")


def test_another_life_begins_with_what_the_last_one_read(root: Path, tmp_path: Path) -> None:
    assist_on(root, tmp_path / "index")

    again = assist_on(root, tmp_path / "index")

    assert again.status()[0]["files"] == 6
    assert ask(again, root / "new.py", "def other(address):\n    connection = open").startswith("_connection")


def test_the_status_counts_files_lines_and_skips(assist: Assist, root: Path) -> None:
    repository(root, {"bin.py": b"\0"})
    assist.changed([str(root / "bin.py")])
    finish(assist)

    (status,) = assist.status()

    assert status["root"] == str(root)
    assert (status["files"], status["skipped"], status["reasons"], status["busy"]) == (6, 1, {"binary": 1}, False)
    assert status["lines"] > 120


def test_outliers_are_told_and_can_be_renamed(assist: Assist, root: Path) -> None:
    text = "def loadItems(path):\n    return path\n\n\nloadItems(1)\n"

    (hint,) = assist.hints(str(root / "new.py"), "python", text)
    edits = assist.rename(str(root / "new.py"), text, hint.span.start, hint.wanted)

    assert hint.evidence == "45 of 45 functions here are snake_case"
    assert [(edit.span.start, edit.text) for edit in edits] == [
        (Position(0, 4), "load_items"),
        (Position(4, 0), "load_items"),
    ]


def test_a_scratch_file_has_no_rename(assist: Assist) -> None:
    with pytest.raises(RenameRefused):
        assist.rename("/elsewhere/a.py", "x = 1\n", Position(0, 0), "y")


def test_a_closed_root_is_forgotten(assist: Assist, root: Path) -> None:
    assist.edited(str(root / "new.py"), "x = 1\n")

    assist.close_root(root)

    assert assist.status() == []
    assert not assist.step(10)


def test_the_innermost_root_answers(assist: Assist, root: Path) -> None:
    inner = repository(root / "inner", {"z.py": "zebra_call(with_stripes)\n" * 20})
    assist.open(inner)
    finish(assist)

    assert ask(assist, inner / "new.py", "zebra_call(") == "with_stripes)"
    assert "with_stripes" not in ask(assist, root / "new.py", "zebra_call(")


def test_only_so_many_files_stay_open(assist: Assist, root: Path) -> None:
    for number in range(MOST_OPEN + 5):
        assist.edited(str(root / f"open_{number}.py"), "x = 1\n")

    assert len(assist._files) == MOST_OPEN


def test_a_key_press_in_a_large_file_is_answered_at_once(assist: Assist, root: Path) -> None:
    text = functions(1_000) + "\ndef last(address):\n    connection ="
    ask(assist, root / "large.py", text)
    taken = []

    for typed in " open_con":
        text += typed
        begun = time.process_time()
        ask(assist, root / "large.py", text)
        taken.append(time.process_time() - begun)

    assert sorted(taken)[len(taken) // 2] < 0.03


def test_a_slice_keeps_near_its_budget(root: Path, tmp_path: Path) -> None:
    repository(root, {f"large_{number}.py": functions(400) for number in range(10)})
    assist, taken = Assist(tmp_path / "index"), []
    assist.open(root)

    has_more = True
    while has_more:
        begun = time.process_time()
        has_more = assist.step(10)
        taken.append(time.process_time() - begun)

    assert max(taken) < 0.06


def test_a_repository_whose_disk_fails_is_served_as_far_as_it_was_read(
    assist: Assist, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> str:
        raise OSError("the disk is gone")

    monkeypatch.setattr("undersong.suggestions.index.repository.read_source", fail)
    (root / "fresh.py").write_text("x = 1\n")
    assist.changed([str(root / "fresh.py")])

    assert not any(assist.step(50) for _ in range(20))
    assert not assist.status()[0]["busy"]
    assist.changed([str(root / "fresh.py")])
    assert not assist.step(50)


def test_what_nobody_foresaw_ends_the_reading_and_nothing_else(
    assist: Assist, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> str:
        raise MemoryError

    monkeypatch.setattr("undersong.suggestions.index.repository.read_source", fail)
    (root / "fresh.py").write_text("x = 1\n")
    assist.changed([str(root / "fresh.py")])

    assert not any(assist.step(50) for _ in range(20))
    assert ask(assist, root / "new.py", "    connection = open_conn") == "ection(address, timeout=30)"
