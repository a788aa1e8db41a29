"""The worker's answer to a key: a suggestion and what the gate makes of it."""

from pathlib import Path

import pytest

from builders.offers import offered
from undersong.app.worker import Worker
from undersong.domain.places import Places
from undersong.domain.suggestion import Silence, Suggestion
from undersong.registry.shipped import shipped_folder


def worker_with(home: Path, found: Suggestion | Silence, monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker(Places(home))
    monkeypatch.setattr(worker.assist, "complete", lambda _context: found)
    return worker


def test_without_a_release_the_rule_judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = worker_with(tmp_path, offered("value", 0.6), monkeypatch).complete("a.py", "python", "x = ", "")

    assert (answer["text"], answer["gate"], answer["shown"], answer["explored"]) == ("value", 0.6, True, False)


def test_a_release_takes_the_rules_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = worker_with(tmp_path, offered("value", 0.6), monkeypatch)
    name = worker.load_model("accept", str(shipped_folder() / "accept"))

    assert worker.gate.name == name == "accept 0.1.0"
    assert worker.complete("a.py", "python", "x = ", "")["gate"] != 0.6


def test_silence_needs_no_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = worker_with(tmp_path, Silence("no match"), monkeypatch)

    assert worker.complete("a.py", "python", "x = ", "") == {"silence": "no match"}


def test_a_document_with_windows_line_ends_is_completed_as_any_other(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    for number in range(6):
        (root / f"module_{number}.py").write_text("def load(path):\n    return json.loads(path.read_text())\n" * 4)
    worker = Worker(Places(tmp_path / "home"))
    worker.open_root(str(root))
    while worker.assist.step(100):
        pass
    ask = (str(root / "fresh.py"), "python")

    plain = worker.complete(*ask, "def load(path):\n    return json.lo", "\nx = 1\n")
    windows = worker.complete(*ask, "def load(path):\r\n    return json.lo", "\r\nx = 1\r\n")

    assert plain["text"] == windows["text"] == "ads(path.read_text())"


def test_lines_of_a_text_end_as_those_of_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = worker_with(tmp_path, offered("value\nother", 0.6), monkeypatch)

    assert worker.complete("a.py", "python", "x = 1\r\ny = ", "")["text"] == "value\r\nother"
