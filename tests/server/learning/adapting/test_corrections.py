"""Corrections are few, sanitised, readable by their owner alone, and gone when they are to be forgotten."""

import stat
import sys
from pathlib import Path

import pytest

from undersong.learning.adapting.corrections import FILE, LONGEST_CHARS, MOST_PAIRS, Correction, Corrections


@pytest.fixture
def kept(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path / "index")


def test_a_pair_is_kept_without_its_secrets(kept: Corrections, tmp_path: Path) -> None:
    assert kept.keep(1, "01A", "python", "key = ''", 'key = load("ann@example.org")')

    (pair,) = kept.pairs()
    assert pair.corrected == 'key = load("<address>")'
    assert "ann" not in (tmp_path / "index" / FILE).read_text()


def test_a_pair_that_differs_in_a_secret_alone_is_not_kept(kept: Corrections, tmp_path: Path) -> None:
    assert not kept.keep(1, "01A", "python", "password = 'first one'", "password = 'second one'")

    assert not (tmp_path / "index" / FILE).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_only_the_owner_reads_them(kept: Corrections, tmp_path: Path) -> None:
    kept.keep(1, "01A", "python", "a", "b")

    assert stat.S_IMODE((tmp_path / "index" / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "index").stat().st_mode) == 0o700


def test_the_oldest_make_room(kept: Corrections) -> None:
    kept._write(pairs_of(MOST_PAIRS))

    kept.keep(9_999, "new", "python", "a", "b")

    pairs = kept.pairs()
    assert len(pairs) == MOST_PAIRS
    assert (pairs[0].suggestion, pairs[-1].suggestion) == ("1", "new")


def test_no_text_grows_beyond_its_cap(kept: Corrections) -> None:
    kept.keep(1, "01A", "python", "a", "b c " * LONGEST_CHARS)

    assert len(kept.pairs()[0].corrected) <= LONGEST_CHARS


def test_what_is_told_again_replaces_itself(kept: Corrections) -> None:
    kept.keep(1, "01A", "python", "a", "b")
    kept.keep(2, "01A", "python", "a", "c")

    assert [pair.corrected for pair in kept.pairs()] == ["c"]


def test_a_range_is_forgotten_and_the_rest_stays(kept: Corrections) -> None:
    for number in range(5):
        kept.keep(number, str(number), "python", "a", "b")

    assert kept.forget(1, 3) == 3
    assert [pair.suggestion for pair in kept.pairs()] == ["0", "4"]


def test_forgetting_all_leaves_no_file(kept: Corrections, tmp_path: Path) -> None:
    kept.keep(1, "01A", "python", "a", "b")

    kept.forget(0, 2)

    assert list((tmp_path / "index").iterdir()) == []


def test_a_broken_line_costs_itself_alone(kept: Corrections, tmp_path: Path) -> None:
    kept.keep(1, "01A", "python", "a", "b")
    with (tmp_path / "index" / FILE).open("a") as file:
        file.write('{"half": \n[]\n')

    assert len(kept.pairs()) == 1


def pairs_of(count: int) -> list[Correction]:
    """Return so many pairs."""
    return [Correction(number, str(number), "python", "a", "b") for number in range(count)]
