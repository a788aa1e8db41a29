"""Nothing is left half-written, and long work says how far it is."""

import gzip
import io
from pathlib import Path

import pytest

from undersong.cli import files
from undersong.cli.files import Ticker, open_input, open_output
from undersong.domain.errors import BadInput, NotThere


def test_a_file_takes_its_name_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out"

    with open_output(str(target), may_overwrite=False) as write:
        write(b"first")
        assert not target.exists()

    assert target.read_bytes() == b"first"


def test_work_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")

    def fail() -> None:
        with open_output(str(target), may_overwrite=True) as write:
            write(b"new")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_packed_file_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.gz", "b.gz"):
        with open_output(str(tmp_path / name), may_overwrite=False) as write:
            write(b"same")

    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == b"same"


def test_a_folder_is_no_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput), open_input(str(tmp_path)):
        pass
    with pytest.raises(NotThere), open_input(str(tmp_path / "none")):
        pass


def test_short_work_is_silent_and_long_work_speaks_once_a_second(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(files.time, "monotonic", lambda: now[0])
    ticker = Ticker("lines read")
    ticker.tick(10)
    assert capsys.readouterr().err == ""

    for now[0] in (1.1, 1.5, 2.2):
        ticker.tick(2000)
    ticker.end()

    assert capsys.readouterr().err == "undersong: 2,000 lines read so far\n" * 2


def test_in_a_terminal_one_line_is_written_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(files.sys, "stderr", terminal)
    ticker = Ticker("lines read")
    ticker._due = 0

    ticker.tick(1000)
    ticker.end()

    assert terminal.getvalue() == "\r1,000 lines read\n"
