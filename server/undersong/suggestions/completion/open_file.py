"""A file in the editor: what stands in it now, saved or not."""

import itertools
import time
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from undersong.source.languages import language_of
from undersong.source.reading import LARGEST_BYTES
from undersong.source.secretlike import is_private_file
from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.index.run import PADDING, Run, run_of
from undersong.suggestions.index.stream import Codes

# So old may be what is known of the other open files: nobody types in two of them at once.
PATIENCE_SECONDS = 2.0


class OpenFile:
    """The newest text of one open file, cut at the cursor where there is one.

    While it is open, the index leaves the file on disk out: the person's own text stands for it.
    """

    def __init__(self, repository: Repository, inner: str) -> None:
        self.repository, self.inner, self.text = repository, inner, ""
        self.vocabulary = repository.vocabulary
        self.above, self.below = Document(self.vocabulary), Document(self.vocabulary)
        self._whole = Document(self.vocabulary)
        self._half_line: int | None = None
        self._stream: Codes | None = None
        repository.set_open(inner, True)

    def edit(self, text: str, half_line: int | None = None) -> None:
        """Take over a new text; `half_line` is being typed and teaches nobody yet."""
        text = text.replace("\r\n", "\n") if "\r" in text else text
        if text != self.text or half_line != self._half_line:
            self.text, self._half_line, self._stream = text, half_line, None

    def close(self) -> None:
        """Leave the file to the index again."""
        self.repository.set_open(self.inner, False)

    @property
    def teaches(self) -> bool:
        """Whether other files learn from it: it holds code, no secrets, and is no larger than what is indexed."""
        is_code = language_of(self.inner) is not None and not is_private_file(self.inner)
        return bool(self.text) and is_code and len(self.text) <= LARGEST_BYTES

    @property
    def stream(self) -> Codes:
        """The whole text as other files may learn from it; the same object as long as nothing changes."""
        if self._stream is None:
            lines = self.text.split("\n")
            if self._half_line is not None:
                del lines[self._half_line]
            self._whole.replace(lines)
            self._stream = self._whole.stream
        return self._stream


class Neighbours:
    """The open files of one repository as one run, in which a file's own part is dead to itself.

    Parameters
    ----------
    patience_seconds
        Files are not sorted anew more often than this, unless one was opened or closed: where many are typed in at
        once, one of them has always changed.
    """

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience_seconds, self._sorted_at = patience_seconds, 0.0
        self._held: list[tuple[OpenFile, str]] = []
        self._run: Run | None = None
        self._spans: list[slice] = []
        self._without: dict[int, Run] = {}

    def run(self, files: Iterable[OpenFile], of: OpenFile) -> Run | None:
        """Return what the files beside `of` say, or None when there are none."""
        mates = [file for file in files if file.vocabulary is of.vocabulary and file.teaches]
        if not any(file is not of for file in mates):
            return None
        if self._run is None or self._is_stale(mates, of):
            self._run = self._sorted(mates)
        place = next((place for place, (file, _) in enumerate(self._held) if file is of), None)
        if place is None:
            return self._run
        if place not in self._without:
            is_alive = self._run.is_alive.copy()
            is_alive[self._spans[place]] = False
            self._without[place] = replace(self._run, is_alive=is_alive)
        return self._without[place]

    def _is_stale(self, mates: list[OpenFile], of: OpenFile) -> bool:
        known = [file for file, _ in self._held]
        if [id(file) for file in mates if file is not of] != [id(file) for file in known if file is not of]:
            return True
        has_changed = any(file is not of and file.text != text for file, text in self._held)
        return has_changed and time.monotonic() - self._sorted_at >= self._patience_seconds

    def _sorted(self, mates: list[OpenFile]) -> Run:
        streams = [file.stream[PADDING - 1 :] for file in mates]
        ends = np.cumsum([PADDING, *map(len, streams)]).tolist()
        self._spans = [slice(start, end) for start, end in itertools.pairwise(ends)]
        self._held = [(file, file.text) for file in mates]
        self._without.clear()
        self._sorted_at = time.monotonic()
        return run_of(np.concatenate([np.zeros(PADDING, np.int32), *streams]), mates[0].vocabulary)
