"""Help while the code is written: completions and names, learned from the repository that is open."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from undersong.domain.position import Position, TextEdit
from undersong.domain.suggestion import Context, Silence, Suggestion
from undersong.suggestions.completion.completer import Open, complete
from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.repository import Repository
from undersong.suggestions.naming.hint import NameHint
from undersong.suggestions.typed_through import typed_through

# More open documents than these are left to the index, as they are on disk.
MOST_OPEN = 12


class Assist:
    """The story of one worker: open roots, follow their files, answer about the text at the cursor."""

    def __init__(self, index_folder: Path) -> None:
        self._folder = index_folder
        self._repositories: dict[Path, Repository] = {}
        self._work: dict[Path, Iterator[bool]] = {}
        self._open: OrderedDict[str, Open] = OrderedDict()
        self._homeless = Repository(Path("(none)"), index_folder / "none")
        self._last: tuple[Context, Suggestion] | None = None

    def open(self, root: Path) -> None:
        """Begin to read a repository, or go on with what an earlier worker read."""
        if root not in self._repositories:
            digest = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
            repository = Repository(root, self._folder / digest)
            self._repositories[root], self._work[root] = repository, repository.work()

    def close_root(self, root: Path) -> None:
        """Let a repository go; what was read stays on disk."""
        self._repositories.pop(root, None)
        self._work.pop(root, None)

    def changed(self, paths: Iterable[str]) -> None:
        """Have files (absolute paths) read again; they may be gone."""
        for path in paths:
            repository, inner = self._place(path)
            repository.note([inner])

    def step(self, budget_ms: float) -> bool:
        """Do background work for so long and return whether there is more."""
        until = time.perf_counter() + budget_ms / 1000
        has_more = True
        while has_more and time.perf_counter() < until:
            has_more = any([next(work) for work in self._work.values()])
        return has_more

    def complete(self, context: Context) -> Suggestion | Silence:
        """Return what may follow the cursor, or why nothing is offered."""
        if self._last and (rest := typed_through(*self._last, context)):
            return rest
        repository, _ = self._place(context.path)
        found = complete(context, self._document(context.path), repository, [])
        self._last = (context, found) if isinstance(found, Suggestion) else None
        return found

    def hints(self, path: str, language: str, text: str) -> tuple[NameHint, ...]:
        """Return the names that stand out."""
        return ()

    def rename(self, path: str, text: str, position: Position, new_name: str) -> tuple[TextEdit, ...]:
        """Return the edits that give the thing at a place another name everywhere."""
        return ()

    def status(self) -> list[dict[str, Any]]:
        """Return how far the reading of each root is."""
        return [
            {
                "root": str(root),
                "files": len(repository.files),
                "lines": sum(entry.lines for entry in repository.files.values()),
                "skipped": len(repository.skipped),
                "busy": repository.is_busy,
            }
            for root, repository in self._repositories.items()
        ]

    def _place(self, path: str) -> tuple[Repository, str]:
        """Return the repository that a file belongs to, the innermost one, and its path there."""
        homes = [root for root in self._repositories if Path(path).is_relative_to(root)]
        if not homes:
            return self._homeless, path  # a scratch file, or one outside every open folder
        root = max(homes, key=lambda home: len(home.parts))
        return self._repositories[root], Path(path).relative_to(root).as_posix()

    def _document(self, path: str) -> Open:
        repository, inner = self._place(path)
        known = self._open.get(path)
        if known is None or known.above.vocabulary is not repository.vocabulary:
            self._open[path] = Open(Document(repository.vocabulary), Document(repository.vocabulary))
            repository.set_open(inner, True)
        self._open.move_to_end(path)
        while len(self._open) > MOST_OPEN:
            gone, _ = self._open.popitem(last=False)
            owner, inner = self._place(gone)
            owner.set_open(inner, False)
        return self._open[path]
