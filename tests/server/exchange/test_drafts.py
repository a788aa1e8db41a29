"""Nothing half-written bears its name."""

import gzip
import stat
from pathlib import Path

import pytest

from undersong.domain.errors import BadInput
from undersong.exchange.drafts import draft_file, draft_folder


class Interrupted(Exception):
    """Something went wrong in the middle."""


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv.gz"
    with draft_file(path) as file:
        file.write("ä\n")
        assert not path.exists()

    assert gzip.decompress(path.read_bytes()).decode() == "ä\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def break_off(file_path: Path, folder_path: Path) -> None:
    """Write half of a folder, and in it half of a file, and raise."""
    with draft_folder(folder_path, frozenset()) as folder, draft_file(file_path) as file:
        (folder / "half").touch()
        file.write("half")
        raise Interrupted


def test_what_breaks_off_leaves_nothing_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("before")
    (tmp_path / "out").mkdir()
    with pytest.raises(Interrupted):
        break_off(tmp_path / "out.csv", tmp_path / "out")

    assert (tmp_path / "out.csv").read_text() == "before"
    assert list((tmp_path / "out").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.csv"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"), draft_file(tmp_path / "no" / "out.csv"):
        pass
    with pytest.raises(BadInput, match="cannot be written"), draft_folder(tmp_path / "no" / "out", frozenset()):
        pass
