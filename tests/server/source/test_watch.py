import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from undersong.source import watch
from undersong.source.watch import Watcher, is_wanted


class Heard:
    """Keeps what a watcher tells."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self._event = threading.Event()

    def __call__(self, paths: list[str]) -> None:
        self.calls.append(paths)
        self._event.set()

    def wait(self) -> list[str]:
        assert self._event.wait(8)
        return self.calls[0]


def test_a_saved_file_is_told_once(tmp_path: Path) -> None:
    heard = Heard()
    watcher = Watcher(tmp_path, heard)
    watcher.start()

    for number in range(3):
        (tmp_path / "a.py").write_text(f"x = {number}\n")

    assert heard.wait() == [str(tmp_path / "a.py")]
    time.sleep(0.4)
    assert len(heard.calls) == 1
    watcher.stop()


def test_what_waits_is_not_told_after_the_stop(tmp_path: Path) -> None:
    heard = Heard()
    watcher = Watcher(tmp_path, heard)
    watcher.start()

    (tmp_path / "a.py").write_text("x = 1\n")
    watcher.stop()

    time.sleep(0.4)
    assert heard.calls == []


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("src/a.py", True),
        (".git/HEAD", True),
        (".git/index", True),
        (".git/objects/ab/cd", False),
        ("node_modules/x/y.js", False),
        (".venv/lib/a.py", False),
        ("src/caf\udce9.py", False),
    ],
)
def test_only_files_that_matter_are_told(tmp_path: Path, path: str, wanted: bool) -> None:
    assert is_wanted(str(tmp_path / path), tmp_path) is wanted


def test_a_file_outside_is_not_wanted(tmp_path: Path) -> None:
    assert not is_wanted("/elsewhere/a.py", tmp_path)


def test_a_vanished_root_is_a_reason_and_no_crash(tmp_path: Path) -> None:
    watcher = Watcher(tmp_path / "gone", Heard())

    watcher.start()

    assert watcher.reason == "the folder is gone"
    watcher.stop()


def test_without_system_watches_it_looks_every_few_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        daemon = True

        def schedule(self, *_: object, **__: object) -> None:
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watch, "Observer", Refusing)
    monkeypatch.setattr(watch, "POLL_SECONDS", 0.1)
    heard = Heard()
    watcher = Watcher(tmp_path, heard)

    watcher.start()
    (tmp_path / "a.py").write_text("x = 1\n")

    assert str(tmp_path / "a.py") in heard.wait()
    assert watcher.reason is not None
    assert "no system watches left" in watcher.reason
    watcher.stop()


def test_it_is_light_enough_for_the_daemon() -> None:
    code = (
        "import sys, undersong.source.watch; print([m for m in ('numpy', 'tree_sitter', 'jedi') if m in sys.modules])"
    )

    out = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"
