"""The folder in which segments lie, and the list of those that count."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from undersong.suggestions.tokens.sealed import read
from undersong.suggestions.tokens.segment import Segment

LIST = "segments.json"
SUFFIX = ".tokens"


class Shelf:
    """Names segments, lists them and throws away what is no longer listed.

    The list is replaced in one step and names only files that are whole, so a process may end at any time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._last = folder, 0
        with suppress(OSError):  # a disk that refuses is told of at the first save
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for draft in folder.glob("*.new"):
                draft.unlink(missing_ok=True)
            self._last = max((int(path.stem) for path in folder.glob(f"*{SUFFIX}") if path.stem.isdecimal()), default=0)

    def load(self) -> list[Segment]:
        """Return the listed segments, oldest first; those that cannot be read are left out."""
        try:
            listed: list[tuple[str, list[str]]] = json.loads((self._folder / LIST).read_bytes())
            found = [(read(self._folder / Path(name).name), buried) for name, buried in listed]
            for segment, buried in found:
                if segment:
                    segment.bury_all(buried)
        except (OSError, ValueError, TypeError, KeyError):
            return []
        return [segment for segment, _ in found if segment]

    def next(self) -> Path:
        """Return where the next segment is to lie."""
        self._last += 1
        return self._folder / f"{self._last}{SUFFIX}"

    def save(self, segments: Iterable[Segment]) -> None:
        """List the segments that lie on disk, oldest first, and delete all others."""
        listed = [(segment.name, sorted(segment.buried)) for segment in segments if segment.name]
        draft = self._folder / f"{LIST}.new"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(listed, file)
        draft.replace(self._folder / LIST)
        self._sweep({name for name, _ in listed})

    def _sweep(self, kept: set[str]) -> None:
        for path in self._folder.glob(f"*{SUFFIX}"):
            if path.name not in kept:
                # Windows keeps a file that is mapped; the next save tries again.
                try:
                    path.unlink()
                except OSError:
                    continue
