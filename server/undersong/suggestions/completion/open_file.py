"""A file in the editor: what stands in it now, saved or not."""

from collections.abc import Iterable

import numpy as np

from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.index.run import PADDING, Run, run_of
from undersong.suggestions.index.stream import Codes


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
        if text != self.text or half_line != self._half_line:
            self.text, self._half_line, self._stream = text, half_line, None

    def close(self) -> None:
        """Leave the file to the index again."""
        self.repository.set_open(self.inner, False)

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
    """The other open files as one run, sorted anew only when one of them changed."""

    def __init__(self) -> None:
        self._streams: list[Codes] = []
        self._run: Run | None = None

    def run(self, files: Iterable[OpenFile], of: OpenFile) -> Run | None:
        """Return what the files beside `of` say, or None when there are none."""
        mates = [file for file in files if file is not of and file.vocabulary is of.vocabulary and file.text]
        streams = [file.stream for file in mates]
        if not streams:
            return None
        if self._run is None or list(map(id, streams)) != list(map(id, self._streams)):
            whole = np.concatenate([np.zeros(PADDING, np.int32), *(stream[PADDING - 1 :] for stream in streams)])
            self._streams, self._run = streams, run_of(whole, of.vocabulary)
        return self._run
