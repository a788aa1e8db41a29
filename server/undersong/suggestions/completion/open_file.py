"""A file in the editor: what stands in it now, saved or not."""

from undersong.source.languages import language_of
from undersong.source.reading import LARGEST_BYTES
from undersong.source.secretlike import is_private_file
from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.repository import Repository
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
        text = text.replace("\r\n", "\n")
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
