"""Help while the code is written: completions and names, learned from the repository that is open."""

import logging
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from undersong import __version__
from undersong.domain.errors import RenameRefused
from undersong.domain.position import Position, TextEdit
from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.flows.completing import Completing, place_of
from undersong.flows.listing import Listed, Listing
from undersong.source.languages import language_of
from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.naming.candidates import texts_with
from undersong.suggestions.naming.hint import NameHint
from undersong.suggestions.naming.outliers import outliers
from undersong.suggestions.naming.rename import Scene, rename, word_at
from undersong.suggestions.symbols.namer import Weighed

log = logging.getLogger(__name__)

# More open files than these are left to the index, as they are on disk.
MOST_OPEN = 48


class Assist:
    """The story of one worker: open roots, follow their files, answer about the text at the cursor.

    One thread drives it; `step` works for a slice between two answers.
    """

    def __init__(self, index_folder: Path, completing: Completing | None = None) -> None:
        self._folder = index_folder
        self.completing = completing or Completing(index_folder)
        self._listing = Listing(self.completing.neighbours)
        self._repositories: dict[Path, Repository] = {}
        self._work: dict[Path, Iterator[bool]] = {}
        # For scratch files, and those outside of every open folder: they have only themselves.
        self._homeless = Repository(Path("(none)"), index_folder / "none")
        self._files: OrderedDict[str, OpenFile] = OrderedDict()

    @property
    def roots(self) -> list[Path]:
        """The repositories that are open."""
        return list(self._repositories)

    def open(self, root: Path) -> None:
        """Begin to read a repository, or go on with what an earlier worker read."""
        if root not in self._repositories:
            repository = Repository(root, place_of(self._folder, root))
            self._repositories[root], self._work[root] = repository, repository.work()

    def close_root(self, root: Path) -> None:
        """Let a repository go; what was read stays on disk."""
        if repository := self._repositories.pop(root, None):
            self._work.pop(root, None)
            self.completing.neighbours.forget(repository)
            self.completing.closed_root(root)
            for path in [path for path in self._files if Path(path).is_relative_to(root)]:
                self.closed(path)

    def changed(self, paths: Iterable[str]) -> None:
        """Have files (absolute paths) read again; they may be gone."""
        inner: dict[Path, list[str]] = {}
        for path in paths:
            repository, place = self._place(path)
            inner.setdefault(repository.root, []).append(place)
        for root, places in inner.items():
            if root in self._repositories:
                self._repositories[root].note(places)
                self.completing.changed(root)

    def edited(self, path: str, text: str) -> None:
        """Take over the text of an open file; the first time opens it."""
        self._file(path).edit(text)

    def closed(self, path: str) -> None:
        """Forget an open file; what is on disk counts again."""
        if file := self._files.pop(path, None):
            file.close()
            self.completing.closed(path)

    def step(self, budget_ms: float) -> bool:
        """Do background work for so long and return whether there is more."""
        until = time.perf_counter() + budget_ms / 1000
        busy = list(self._work)
        while busy and time.perf_counter() < until:
            busy = [root for root in busy if self._advance(root)]
        return bool(busy) or self.completing.step(self._repositories, until)

    def _advance(self, root: Path) -> bool:
        """Do a little of one repository's work; one whose reading fails is left as it is, and the others go on.

        A disk may fail, and what is not foreseen must not end the reading of the others or be tried without end.
        """
        try:
            return next(self._work[root], False)
        except Exception as error:
            log.warning("a repository cannot be read on", extra={"finding": type(error).__name__}, exc_info=True)
            del self._work[root]
            self._repositories[root].give_up()
            return False

    def complete(self, context: Context) -> Suggestion | Silence:
        """Return what may follow the cursor, or why nothing is offered."""
        file = self._file(context.path)
        file.edit(context.prefix + context.suffix, half_line=context.prefix.count("\n"))
        return self.completing.complete(context, file, list(self._files.values()))

    def listed(self, context: Context) -> Listed:
        """Return the names that may stand at the cursor, and the rest of the line."""
        file = self._file(context.path)
        file.edit(context.prefix + context.suffix, half_line=context.prefix.count("\n"))
        return self._listing.listed(context, file, list(self._files.values()))

    def weighed(self, context: Context) -> Weighed | None:
        """Return the names that there are to rank at the cursor with their features, for fitting the order."""
        return self._listing.weighed(context, self._file(context.path))

    def hints(self, path: str, language: str, text: str) -> tuple[NameHint, ...]:
        """Return the names of an open file that depart from its repository's conventions."""
        self.edited(path, text)
        repository, inner = self._place(path)
        return outliers(inner, language, text, repository.conventions(language))

    def rename(self, path: str, text: str, position: Position, new_name: str) -> tuple[TextEdit, ...]:
        """Return the edits that give the thing at a place another name everywhere, or raise `RenameRefused`."""
        self.edited(path, text)
        repository, _ = self._place(path)
        at, old = word_at(text, position)
        if language_of(path) != "python" or repository is self._homeless:
            raise RenameRefused(old or path, "only Python files of an open folder can be renamed in")
        unsaved = {open_path: file.text for open_path, file in self._files.items() if file.repository is repository}
        scene = Scene(repository.root, texts_with(old, repository, unsaved), self._folder / f"jedi-{__version__}")
        return rename(scene, path, at, old, new_name)

    def status(self) -> list[dict[str, Any]]:
        """Return how far the reading of each root is; `reasons` counts why files were skipped."""
        return [{"root": str(root), **repository.status()} for root, repository in self._repositories.items()]

    def _place(self, path: str) -> tuple[Repository, str]:
        """Return the repository that a file belongs to, the innermost one, and its path there."""
        homes = [root for root in self._repositories if Path(path).is_relative_to(root)]
        if not homes:
            return self._homeless, path
        root = max(homes, key=lambda home: len(home.parts))
        return self._repositories[root], Path(path).relative_to(root).as_posix()

    def _file(self, path: str) -> OpenFile:
        repository, inner = self._place(path)
        known = self._files.get(path)
        if known is None or known.vocabulary is not repository.vocabulary:
            self._files[path] = OpenFile(repository, inner)
        self._files.move_to_end(path)
        while len(self._files) > MOST_OPEN:
            self.closed(next(iter(self._files)))
        return self._files[path]
