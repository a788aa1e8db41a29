"""What the other open files of a repository say."""

import itertools
import time
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.index.run import PADDING, Run, run_of

# So old may be what is known of the other open files: nobody types in two of them at once.
PATIENCE_SECONDS = 2.0


class Neighbours:
    """The open files of each repository as one run, in which a file's own part is dead to itself.

    Parameters
    ----------
    patience_seconds
        Files are not sorted anew more often than this, unless one was opened or closed: where many are typed in at
        once, one of them has always changed.
    """

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience_seconds = patience_seconds
        self._runs: dict[Repository, Together] = {}

    def run(self, files: Iterable[OpenFile], of: OpenFile) -> Run | None:
        """Return what the files beside `of` say, or None when there are none."""
        mates = {id(file): file for file in files if file.vocabulary is of.vocabulary and file.teaches}
        if not mates.keys() - {id(of)}:
            return None
        together = self._runs.get(of.repository)
        if together is None or together.is_stale(mates, of, self._patience_seconds):
            together = self._runs[of.repository] = Together(mates)
        return together.without(of)

    def forget(self, repository: Repository) -> None:
        """Let go of a repository that is closed."""
        self._runs.pop(repository, None)


class Together:
    """Some open files of one repository, sorted together at one moment."""

    def __init__(self, files: dict[int, OpenFile]) -> None:
        self._files = files
        self._texts = {number: file.text for number, file in files.items()}
        self._sorted_at = time.monotonic()
        streams = [file.stream[PADDING - 1 :] for file in files.values()]
        ends = np.cumsum([PADDING, *map(len, streams)]).tolist()
        self._spans = {
            number: slice(start, end) for number, (start, end) in zip(files, itertools.pairwise(ends), strict=True)
        }
        vocabulary = next(iter(files.values())).vocabulary
        self._run = run_of(np.concatenate([np.zeros(PADDING, np.int32), *streams]), vocabulary)
        self._without: dict[int, Run] = {}

    def is_stale(self, files: dict[int, OpenFile], of: OpenFile, patience_seconds: float) -> bool:
        """Tell whether other files than these are open beside `of`, or were changed so long ago."""
        if files.keys() - {id(of)} != self._files.keys() - {id(of)}:
            return True
        has_changed = any(file is not of and file.text != self._texts[number] for number, file in self._files.items())
        return has_changed and time.monotonic() - self._sorted_at >= patience_seconds

    def without(self, file: OpenFile) -> Run:
        """Return the run in which a file is dead to itself."""
        number = id(file)
        if number not in self._spans:
            return self._run
        if number not in self._without:
            is_alive = self._run.is_alive.copy()
            is_alive[self._spans[number]] = False
            self._without[number] = replace(self._run, is_alive=is_alive)
        return self._without[number]
