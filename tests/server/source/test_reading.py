from pathlib import Path

import pytest

from undersong.source.reading import Skipped, decoded, read_source, stamp_of


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("big.py", b"x = 1\n" * 200_000, "larger than 1 MB"),
        ("image.py", b"\x89PNG\0", "binary"),
        ("latin.py", "grün".encode("latin-1"), "not UTF-8"),
        ("min.js", b"x" * 6_000, "generated"),
        ("server.pem", b"text", "holds secrets"),
    ],
)
def test_a_file_that_is_not_read_has_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)

    assert read_source(tmp_path / name) == Skipped(reason)


def test_a_vanished_file_is_skipped(tmp_path: Path) -> None:
    assert read_source(tmp_path / "gone.py") == Skipped("vanished")
    assert stamp_of(tmp_path / "gone.py") is None


def test_a_folder_has_no_stamp(tmp_path: Path) -> None:
    assert stamp_of(tmp_path) is None


def test_line_ends_and_byte_order_marks_are_evened_out() -> None:
    assert decoded(b"\xef\xbb\xbfa\r\nb\rc") == "a\nb\nc"
