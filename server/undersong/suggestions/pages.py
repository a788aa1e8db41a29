"""Files mapped into memory: read where they are asked, and let go of."""

import mmap
from pathlib import Path

Pages = mmap.mmap


def mapped(path: Path) -> Pages:
    """Map a file for reading. Its pages count as the process's memory from the first time they are read.

    Raises
    ------
    OSError
        It cannot be read.
    ValueError
        It is empty.
    """
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def rest(pages: Pages) -> None:
    """Give back the memory of what was read; the system keeps it at hand as long as it can."""
    # Windows has no such advice and counts these pages as shared.
    if hasattr(mmap, "MADV_DONTNEED"):
        pages.madvise(mmap.MADV_DONTNEED)
