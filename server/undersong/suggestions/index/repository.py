"""All source files of one repository, kept current in slices."""

import time
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from undersong.source.files import ignored_files, list_files
from undersong.source.languages import language_of
from undersong.source.outline import packed_outline
from undersong.source.reading import Skipped, Stamp, read_source, stamp_of
from undersong.suggestions.index import folder as on_disk
from undersong.suggestions.index.backlog import Backlog
from undersong.suggestions.index.entry import Entry
from undersong.suggestions.index.merging import merged
from undersong.suggestions.index.run import Run
from undersong.suggestions.index.stream import coded_slowly, relative
from undersong.suggestions.index.vocabulary import Vocabulary
from undersong.suggestions.naming.conventions import Convention, learn
from undersong.suggestions.naming.counting import FAMILIES, count_names
from undersong.suggestions.naming.exempt import is_foreign_file
from undersong.suggestions.symbols.table import SymbolTable

# Each run costs a look-up 20 microseconds; beyond this many they are merged.
MOST_RUNS = 12
# While changed files are less than this share of the saved index, they are merged among themselves.
SMALL_SHARE = 0.2
# How often the memory of what was read of the saved index is given back while nothing waits: of 2.6 million tokens
# 66 MB are read within a second of typing. The next answers then take up to 10 ms longer, so not after each.
REST_SECONDS = 1.0


class Repository:
    """The index of one root.

    Drive it with `work`: each step of that generator takes a few milliseconds. What has been read so far can be
    asked at any time.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.vocabulary = root, Vocabulary()
        self.files: dict[str, Entry] = {}
        self.skipped: dict[str, str] = {}
        self.runs: list[Run] = []
        self.symbols = SymbolTable()
        self._unlisted: deque[str] = deque()
        self.is_listed = self._has_given_up = False
        self._folder, self._backlog = folder, Backlog()
        self._changed: deque[str] = deque()
        # Told of by who watches the folder, and not known yet: git may ignore them.
        self._strange: set[str] = set()
        self._open: set[str] = set()
        self._rested_at = time.monotonic()

    @property
    def is_busy(self) -> bool:
        """Whether files wait to be read."""
        return not self.is_listed or bool(self._changed or self._strange)

    @property
    def is_read(self) -> bool:
        """Whether all its files are held, and there are any."""
        return bool(self.files) and not self.is_busy and not self._has_given_up

    def work(self) -> Iterator[bool]:
        """Read the saved index, then the repository, then whatever changes.

        Yields after each slice whether there is more to do; it never ends.
        """
        yield from self._load()
        yield from self._list()
        while True:
            yield from self._sift()
            yield from self._read_changed()
            yield from self._list_symbols()
            if len(self.runs) > (MOST_RUNS if self._is_saved else 0):
                yield from self._tidy()
            self._rest()
            yield self.is_busy

    def give_up(self) -> None:
        """Stay with what is held: the disk fails, and nothing more is waited for."""
        self.is_listed, self._has_given_up = True, True
        self._changed.clear()
        self._strange.clear()

    def note(self, paths: Iterable[str]) -> None:
        """Have these files (relative paths) read again soon; they may be gone."""
        if self._has_given_up:
            return
        code = [path for path in paths if language_of(path)]
        self._strange.update(path for path in code if path not in self.files)
        self._have_read(path for path in code if path in self.files)

    def set_open(self, path: str, is_open: bool) -> None:
        """Leave a file to the open document that stands for it, or take it back."""
        (self._open.add if is_open else self._open.discard)(path)
        if entry := self.files.get(path):
            entry.set_alive(not is_open)

    @property
    def _is_saved(self) -> bool:
        return (self._folder / "manifest.json").exists()

    def status(self) -> dict[str, Any]:
        """Return counts for people: files and lines held, files skipped with reasons, and whether more wait."""
        lines = sum(entry.lines for entry in self.files.values())
        reasons = dict(Counter(self.skipped.values()))
        counts = {"files": len(self.files), "lines": lines, "skipped": len(self.skipped)}
        return {**counts, "reasons": reasons, "busy": self.is_busy}

    def conventions(self, language: str) -> dict[str, Convention]:
        """Return how names are written in files of this language and its kin."""
        family = FAMILIES.get(language)
        kin = (path for path in self.files if FAMILIES.get(language_of(path) or "") == family)
        return learn(self.files[path].names for path in kin if not is_foreign_file(path))

    def _load(self) -> Iterator[bool]:
        saved = yield from on_disk.load(self._folder)
        if saved is not None:
            self.vocabulary, files = saved
            self._take_over(files)

    def _list(self) -> Iterator[bool]:
        listed: list[str] = []
        for found in list_files(self.root):
            listed = found or []
            yield True
        for path in self.files.keys() - set(listed):
            self._drop(path)
        self._have_read(listed)
        self.is_listed = True

    def _sift(self) -> Iterator[bool]:
        """Have those files read that were told of and that a listing would hold."""
        while self._strange:
            asked, self._strange = self._strange, set()
            for ignored in ignored_files(self.root, sorted(asked)):
                if ignored is not None:
                    self._have_read(sorted(asked - ignored))
                yield True

    def _have_read(self, paths: Iterable[str]) -> None:
        waiting = set(self._changed)
        self._changed.extend(path for path in paths if path not in waiting)

    def _read_changed(self) -> Iterator[bool]:
        while self._changed:
            path = self._changed.popleft()
            stamp = stamp_of(self.root / path)
            if stamp is None or path not in self.files or self.files[path].stamp != stamp:
                yield from self._read(path, stamp)
            if self._backlog.is_full:
                self._take_over(self._backlog.flush(self.vocabulary))
            yield True
        self._take_over(self._backlog.flush(self.vocabulary))

    def _read(self, path: str, stamp: Stamp | None) -> Iterator[bool]:
        text = read_source(self.root / path)
        if isinstance(text, Skipped) or stamp is None:
            self._drop(path)
            if isinstance(text, Skipped) and stamp is not None:
                self.skipped[path] = text.reason
            return
        self.skipped.pop(path, None)
        raw = yield from coded_slowly(text, self.vocabulary)
        language = language_of(path) or ""
        names = count_names(raw, language, self.vocabulary)
        outline = packed_outline(text) if language == "python" else ""
        self._backlog.put(path, stamp, relative(raw), text.count("\n") + 1, names, outline)

    def _list_symbols(self) -> Iterator[bool]:
        while self._unlisted:
            path = self._unlisted.popleft()
            if entry := self.files.get(path):
                self.symbols.put(path, entry.outline)
            yield True

    def _rest(self) -> None:
        if time.monotonic() - self._rested_at > REST_SECONDS:
            self._rested_at = time.monotonic()
            for run in self.runs:
                run.rest()

    def _drop(self, path: str) -> None:
        self.skipped.pop(path, None)
        if entry := self.files.pop(path, None):
            entry.set_alive(False)
            self.symbols.drop(path)

    def _take_over(self, entries: dict[str, Entry]) -> None:
        for path, entry in entries.items():
            self.skipped.pop(path, None)
            if before := self.files.get(path):
                before.set_alive(False)
            self.files[path] = entry
            entry.set_alive(path not in self._open)
        self._unlisted.extend(entries)
        self.runs = list({id(entry.run): entry.run for entry in self.files.values()}.values())

    def _tidy(self) -> Iterator[bool]:
        """Merge the small runs into one; when they weigh against the large one, merge all and save that."""
        large = max((entry.run for entry in self.files.values()), key=lambda run: len(run.is_alive), default=None)
        small = [path for path, entry in self.files.items() if entry.run is not large]
        size = sum(self.files[path].end - self.files[path].start for path in small)
        if self._is_saved and large is not None and size < SMALL_SHARE * len(large.is_alive):
            self._take_over((yield from self._merged(small)))
            return
        moved = yield from self._merged(list(self.files))
        yield from on_disk.save(self._folder, self.vocabulary, moved)
        mapped = on_disk.map_run(on_disk.newest(self._folder))
        self._take_over({path: replace(entry, run=mapped) for path, entry in moved.items()})

    def _merged(self, paths: list[str]) -> Generator[bool, None, dict[str, Entry]]:
        before = [self.files[path] for path in paths]
        run, starts = yield from merged(before, self.vocabulary)
        return {
            path: replace(entry, run=run, start=start, end=start + entry.end - entry.start)
            for path, entry, start in zip(paths, before, starts, strict=True)
        }
