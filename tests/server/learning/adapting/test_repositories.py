"""Which repositories were open is remembered beside the index, for its owner alone."""

import stat
import sys
from pathlib import Path

import pytest

from undersong.domain.places import Places
from undersong.learning.adapting.repositories import FILE, known, remember


def test_the_one_opened_last_comes_first(tmp_path: Path) -> None:
    places = Places(tmp_path / "home")
    for number, name in enumerate(("first", "second", "third")):
        (tmp_path / name).mkdir()
        remember(places.index_of(tmp_path / name), tmp_path / name, number)
    remember(places.index_of(tmp_path / "first"), tmp_path / "first", 9)

    assert [found.root.name for found in known(places.index)] == ["first", "third", "second"]


def test_a_repository_that_is_gone_is_left_out(tmp_path: Path) -> None:
    places = Places(tmp_path / "home")
    remember(places.index_of(tmp_path / "gone"), tmp_path / "gone", 1)

    assert known(places.index) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"root": "/"}'])
def test_what_cannot_be_read_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "aa").mkdir()
    (tmp_path / "aa" / FILE).write_text(text)

    assert known(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_the_path_is_for_its_owner_alone(tmp_path: Path) -> None:
    remember(tmp_path / "index" / "aa", tmp_path, 1)

    assert stat.S_IMODE((tmp_path / "index" / "aa" / FILE).stat().st_mode) == 0o600
