"""Reading a repository for one command, with its progress."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from undersong.cli.output import with_progress
from undersong.domain.errors import BadInput, NotThere

if TYPE_CHECKING:
    from undersong.flows.assist import Assist

SLICE_MS = 100


@contextmanager
def assist_for(path: Path) -> Iterator["Assist"]:
    """Hold an index of the repository around a path; it is made for this command and gone with it.

    The worker's own index is left alone: two writers would need a lock that nobody else needs.
    """
    from undersong.flows.assist import Assist

    with tempfile.TemporaryDirectory(prefix="undersong-") as folder:
        assist = Assist(Path(folder))
        assist.open(root_of(path))
        for _ in with_progress(slices(assist), "Reading the repository"):
            pass
        yield assist


def slices(assist: "Assist") -> Iterator[None]:
    """Work until everything is read."""
    while assist.step(SLICE_MS):
        yield


def root_of(path: Path) -> Path:
    """Return the work tree around a path, or the folder itself when there is none."""
    folder = path if path.is_dir() else path.parent
    return next((home for home in (folder, *folder.parents) if (home / ".git").exists()), folder)


def read_text(path: Path) -> str:
    """Return a source file's text."""
    from undersong.source.reading import Skipped, read_source

    if not path.is_file():
        raise NotThere(str(path), "name a source file")
    text = read_source(path)
    if isinstance(text, Skipped):
        raise BadInput(str(path), f"is not read ({text.reason})", "name a source file")
    return text
