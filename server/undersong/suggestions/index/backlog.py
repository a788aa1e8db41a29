"""Files that were read and wait to become a run."""

import numpy as np

from undersong.source.reading import Stamp
from undersong.suggestions.index.entry import Entry
from undersong.suggestions.index.merging import CHUNK
from undersong.suggestions.index.run import PADDING, run_of
from undersong.suggestions.index.stream import Codes
from undersong.suggestions.index.vocabulary import Vocabulary


class Backlog:
    """Collects files until they are worth a sort."""

    def __init__(self) -> None:
        self._files: list[tuple[str, Stamp, Codes, int, dict[str, int], str]] = []
        self._size = PADDING

    @property
    def is_full(self) -> bool:
        """Whether what waits makes a run of usual size."""
        return self._size >= CHUNK

    def put(
        self,
        path: str,
        stamp: Stamp,
        codes: Codes,
        lines: int,
        names: dict[str, int],
        outline: str = "",
    ) -> None:
        """Add a file."""
        self._files.append((path, stamp, codes, lines, names, outline))
        self._size += len(codes) + 1

    def flush(self, vocabulary: Vocabulary) -> dict[str, Entry]:
        """Sort all that waits into one run and return the entry of each path."""
        codes = np.zeros(self._size, np.int32)
        places = []
        end = PADDING
        for _, _, stream, *_ in self._files:
            start, end = end, end + len(stream)
            codes[start:end] = stream
            places.append((start, end))
            end += 1
        run = run_of(codes, vocabulary)
        files = zip(self._files, places, strict=True)
        entries = {
            path: Entry(stamp, run, start, end, lines, names, outline)
            for (path, stamp, _, lines, names, outline), (start, end) in files
        }
        self._files, self._size = [], PADDING
        return entries
