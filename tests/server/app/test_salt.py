"""The key is made once and kept private."""

from pathlib import Path

from undersong.app.salt import read_salt


def test_the_key_is_made_once(tmp_path: Path) -> None:
    first = read_salt(tmp_path / "home" / "salt")

    assert read_salt(tmp_path / "home" / "salt") == first
    assert len(bytes.fromhex(first)) == 32


def test_the_key_is_its_owners_alone(tmp_path: Path) -> None:
    read_salt(tmp_path / "salt")

    assert (tmp_path / "salt").stat().st_mode & 0o077 == 0


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    assert read_salt(tmp_path / "one" / "salt") != read_salt(tmp_path / "other" / "salt")
