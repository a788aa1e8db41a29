"""Tells which files of a repository changed, whoever changed them. Light: the daemon imports it."""

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

log = logging.getLogger(__name__)

# One save often is three events within a few milliseconds; a checkout is thousands within a second.
DEBOUNCE_SECONDS = 0.2
POLL_SECONDS = 5
IGNORED = frozenset({".git", ".hg", "node_modules", ".venv", "venv", "__pycache__", ".mypy_cache", ".ruff_cache"})
# Inside `.git` only these tell of files that git itself has changed: a checkout, a merge, a stash.
GIT_HINTS = frozenset({"HEAD", "index"})
HAPPENINGS = frozenset({"created", "modified", "moved", "deleted"})


class Watcher:
    """Calls `on_change` with absolute paths, on a thread of its own, a moment after files under `root` changed.

    When the system refuses more watches it looks at the files every few seconds instead, and `reason` says why.
    """

    def __init__(self, root: Path, on_change: Callable[[list[str]], None]) -> None:
        self.reason: str | None = None
        self._root, self._on_change = root, on_change
        self._observer: BaseObserver | None = None
        self._collector = Collector(root, on_change)

    def start(self) -> None:
        """Begin to watch. A root that is gone is watched by nobody, and `reason` says so."""
        try:
            self._observer = self._started(Observer())
        except FileNotFoundError:
            self.reason = "the folder is gone"
        except (OSError, RuntimeError) as error:
            self.reason = f"no system watches left ({type(error).__name__}); looking every {POLL_SECONDS} s"
            log.warning("polling a repository", extra={"finding": type(error).__name__})
            self._observer = self._started(PollingObserver(timeout=POLL_SECONDS))

    def stop(self) -> None:
        """Watch no more; what waits is not told."""
        self._collector.stop()
        if self._observer is not None:
            self._observer.stop()
            self._observer = None

    def _started(self, observer: BaseObserver) -> BaseObserver:
        observer.daemon = True
        observer.schedule(self._collector, str(self._root), recursive=True)
        observer.start()
        return observer


class Collector(FileSystemEventHandler):
    """Gathers changed paths until nothing has changed for a moment."""

    def __init__(self, root: Path, on_change: Callable[[list[str]], None]) -> None:
        self._root, self._on_change = root, on_change
        self._lock = threading.Lock()
        self._paths: dict[str, None] = {}
        self._timer: threading.Timer | None = None
        self._is_stopped = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of one event of the file system; called on the observer's thread."""
        if event.is_directory or event.event_type not in HAPPENINGS:
            return
        told = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        wanted = [path for path in told if is_wanted(path, self._root)]
        if wanted:
            self._gather(wanted)

    def stop(self) -> None:
        """Forget what waits."""
        with self._lock:
            self._is_stopped = True
            self._paths.clear()
            if self._timer:
                self._timer.cancel()

    def _gather(self, paths: list[str]) -> None:
        with self._lock:
            if self._is_stopped:
                return  # the observer still hands over what it had read
            self._paths.update(dict.fromkeys(paths))
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(DEBOUNCE_SECONDS, self._tell)
            self._timer.daemon = True
            self._timer.start()

    def _tell(self) -> None:
        with self._lock:
            paths = list(self._paths)
            self._paths.clear()
        if paths:
            self._on_change(paths)


def is_wanted(path: str, root: Path) -> bool:
    """Return whether a change of this file matters; of `.git` only what hints at a checkout does."""
    try:
        path.encode()  # a name that is no UTF-8 can be told to nobody
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return False
    if parts[:1] == (".git",):
        return len(parts) == 2 and parts[1] in GIT_HINTS
    return not IGNORED.intersection(parts)
