"""A file in the editor: what stands in it now, saved or not."""

from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.index.run import Run, run_of


class OpenFile:
    """The newest text of one open file, cut at the cursor where there is one.

    While it is open, the index leaves the file on disk out: the person's own text stands for it.
    """

    def __init__(self, repository: Repository, inner: str) -> None:
        self.repository, self.inner, self.text = repository, inner, ""
        self.vocabulary = repository.vocabulary
        self.above, self.below = Document(self.vocabulary), Document(self.vocabulary)
        self._whole = Document(self.vocabulary)
        self._run: Run | None = None
        repository.set_open(inner, True)

    def edit(self, text: str) -> None:
        """Take over a new text."""
        if text != self.text:
            self.text, self._run = text, None

    def close(self) -> None:
        """Leave the file to the index again."""
        self.repository.set_open(self.inner, False)

    @property
    def run(self) -> Run:
        """The text as other files may learn from it."""
        if self._run is None:
            self._whole.replace(self.text.split("\n"))
            self._run = run_of(self._whole.stream, self.vocabulary)
        return self._run
