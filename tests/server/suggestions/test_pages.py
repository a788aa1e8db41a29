import sys
from pathlib import Path

import pytest

from undersong.suggestions.pages import mapped, rest

SIZE = 1 << 22


def resident(path: Path) -> int:
    """Return how many kilobytes of a mapped file count as memory of this process."""
    lines = Path("/proc/self/smaps").read_text().splitlines()
    start = next(number for number, line in enumerate(lines) if line.endswith(str(path)))
    return next(int(line.split()[1]) for line in lines[start:] if line.startswith("Rss:"))


def test_a_mapped_file_reads_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")

    assert mapped(tmp_path / "file")[1:] == b"bc"


def test_pages_that_rest_read_the_same_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(range(256)) * 64)
    pages = mapped(tmp_path / "file")
    before = pages[:]

    rest(pages)

    assert pages[:] == before


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of the process from Linux")
def test_pages_that_rest_take_no_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(SIZE))
    pages = mapped(tmp_path / "file")
    pages.find(b"x")
    assert resident(tmp_path / "file") == SIZE // 1024

    rest(pages)

    assert resident(tmp_path / "file") == 0


def test_an_empty_file_cannot_be_mapped(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ValueError, match="empty"):
        mapped(tmp_path / "file")
