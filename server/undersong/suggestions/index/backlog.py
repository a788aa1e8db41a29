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
        self._files: list[tuple[str, Stamp, Codes, int, dict[str, int]]] = []
        self._size = PADDING

    @property
    def is_full(self) -> bool:
        """Whether what waits makes a run of usual size."""
        return self._size >= CHUNK

    def put(self, path: str, stamp: Stamp, codes: Codes, lines: int, names: dict[str, int]) -> None:
        """Add a file."""
        self._files.append((path, stamp, codes, lines, names))
        self._size += len(codes) + 1

    def flush(self, vocabulary: Vocabulary) -> dict[str, Entry]:
        """Sort all that waits into one run and return the entry of each path."""
        codes = np.zeros(self._size, np.int32)
        places = []
        end = PADDING
        for path, stamp, stream, lines, names in self._files:
            start, end = end, end + len(stream)
            codes[start:end] = stream
            places.append((path, stamp, start, end, lines, names))
            end += 1
        run = run_of(codes, vocabulary)
        self._files, self._size = [], PADDING
        return {path: Entry(stamp, run, start, end, lines, names) for path, stamp, start, end, lines, names in places}
