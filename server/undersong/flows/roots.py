"""Which repositories the index follows: those that are open in a window."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from undersong.domain.errors import WorkerError
from undersong.inference.client import WorkerClient
from undersong.source.watch import Watcher

log = logging.getLogger(__name__)

DEADLINE_MS = 5_000


class Roots:
    """Opens repositories in the worker and watches their files for what other programs change."""

    def __init__(self, worker: WorkerClient, wanted: Callable[[], Iterable[Path]]) -> None:
        self._worker, self._wanted = worker, wanted
        self._watchers: dict[Path, Watcher] = {}
        self._loop = asyncio.get_running_loop()
        self._following = asyncio.Lock()  # windows come and go while a folder is being opened

    async def follow(self) -> None:
        """Open what is newly wanted, and leave what no window has open any more."""
        async with self._following:
            await self._follow()

    async def _follow(self) -> None:
        wanted = {root for root in self._wanted() if root.is_dir()}
        for root in self._watchers.keys() - wanted:
            self._watchers.pop(root).stop()
            await self._ask("assist.close", root)
        for root in wanted - self._watchers.keys():
            watcher = Watcher(root, self._note_changes)
            watcher.start()
            self._watchers[root] = watcher
            await self._ask("assist.open", root)

    async def reopen(self, worker: WorkerClient) -> None:
        """Open everything again in a worker that was just started."""
        for root in list(self._watchers):
            await worker.ask_prepared("assist.open", DEADLINE_MS, root=str(root))

    def stop(self) -> None:
        """Watch nothing any more."""
        for watcher in self._watchers.values():
            watcher.stop()
        self._watchers.clear()

    async def _ask(self, method: str, root: Path) -> None:
        try:
            await self._worker.ask(method, DEADLINE_MS, root=str(root))
        except WorkerError as error:
            log.warning("a repository waits for the worker", extra={"finding": type(error).__name__})

    def _note_changes(self, paths: list[str]) -> None:
        """Called on the watcher's thread: hand over to the loop."""
        self._loop.call_soon_threadsafe(lambda: self._loop.create_task(self._tell(paths)))

    async def _tell(self, paths: list[str]) -> None:
        try:
            await self._worker.ask("assist.changed", DEADLINE_MS, paths=paths)
        except WorkerError as error:
            log.warning(
                "changed files wait for the worker", extra={"finding": type(error).__name__, "files": len(paths)}
            )
