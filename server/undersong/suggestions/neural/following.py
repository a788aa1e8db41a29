"""A repository's files as tokens, kept as the code index knows them."""

from collections.abc import Iterator
from pathlib import Path

from undersong.source.reading import Skipped, read_source
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.neural.stream import TokenStream
from undersong.suggestions.tokens.token_index import TokenIndex


class Following:
    """Puts what changed in a repository into its token index, in slices.

    The code index decides which files there are and notices changes; this follows it.
    """

    def __init__(self, repository: Repository, folder: Path, stream: TokenStream) -> None:
        self.repository, self._stream = repository, stream
        self.index = TokenIndex(folder, stream.line_ends)
        self._seen: dict[str, str] = {}
        self._is_due = True

    def note(self) -> None:
        """Look again soon: files changed."""
        self._is_due = True

    @property
    def is_busy(self) -> bool:
        """Whether files wait."""
        return self._is_due or self.repository.is_busy

    def work(self) -> Iterator[bool]:
        """Yield after each slice whether there is more to do; it never ends."""
        tidying = self.index.work()
        while True:
            if self._is_due and not self.repository.is_busy:
                self._is_due = False
                yield from self._catch_up(tidying)
            yield next(tidying) or self.is_busy

    def _catch_up(self, tidying: Iterator[bool]) -> Iterator[bool]:
        stamps = {path: str(entry.stamp) for path, entry in self.repository.files.items()}
        for path in set(self.index.paths()) - stamps.keys():
            self.index.put(path, None)
        for path, stamp in stamps.items():
            if self.index.stamp(path) != stamp:
                self._put(path, stamp)
                yield True
                yield next(tidying) or True
        self.index.flush()

    def _put(self, path: str, stamp: str) -> None:
        text = read_source(self.repository.root / path)
        # A file that is skipped is held with nothing in it, or it would be read at every look.
        self.index.put(path, [] if isinstance(text, Skipped) else self._stream.encode_once(text), stamp)
