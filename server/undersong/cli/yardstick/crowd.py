"""A daemon with several repositories open and many editors attached."""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from undersong.app.starting import start_daemon, stop_daemon
from undersong.cli.bench.daemon import worker_of
from undersong.cli.yardstick.editor import Editor
from undersong.cli.yardstick.held import Held, hold_back
from undersong.cli.yardstick.session import ENGINE, POLL_SECONDS, READY_SECONDS, cpu_seconds, is_working
from undersong.domain.places import VARIABLE, Places


@dataclass(frozen=True, slots=True)
class Member:
    """An editor and the files that it types in."""

    editor: Editor
    held: Held


@dataclass(frozen=True, slots=True)
class Crowd:
    """Editors of one daemon."""

    members: tuple[Member, ...]
    daemon: psutil.Process
    worker: psutil.Process

    @property
    def cpu_seconds(self) -> tuple[float, float]:
        """What daemon and worker have taken of the processor; the editors' own share is not in it."""
        return cpu_seconds(self.daemon), cpu_seconds(self.worker)


def held_of(repos: list[Path], folder: Path) -> list[Held]:
    """Return a copy of each repository without the files that are typed."""
    return [hold_back(repo, folder / str(number), random.Random(number)) for number, repo in enumerate(repos)]


@contextmanager
def served(folder: Path, engine: str) -> Iterator[Places]:
    """Hold up a daemon in a home of its own."""
    places = Places(folder / "home")
    before = {name: os.environ.get(name) for name in (VARIABLE, ENGINE)}
    os.environ.update({VARIABLE: str(places.home)} | ({ENGINE: engine} if engine else {}))
    try:
        start_daemon(places)
        yield places
    finally:
        stop_daemon(places)
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


@asynccontextmanager
async def gathered(places: Places, repos: list[Held], editors: int) -> AsyncIterator[Crowd]:
    """Attach editors, in turn to each repository, and wait until everything is read."""
    async with AsyncExitStack() as stack:
        members = []
        for number in range(editors):
            held = repos[number % len(repos)]
            editor = await stack.enter_async_context(Editor(places.socket, held.root, f"e{number}"))
            members.append(Member(editor, held))
        first = members[0].editor
        await until_read(first, min(editors, len(repos)))
        daemon = psutil.Process((await first.request("undersong/status", {}))["pid"])
        worker = worker_of(daemon)
        until = time.monotonic() + READY_SECONDS
        while await asyncio.to_thread(is_working, worker) and time.monotonic() < until:
            continue
        yield Crowd(tuple(members), daemon, worker)


async def until_read(editor: Editor, roots: int) -> None:
    """Wait until so many repositories are read, for half a minute at most."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        index = (await editor.request("undersong/status", {}))["index"]
        if len(index) >= roots and not any(root["busy"] for root in index):
            return
        await asyncio.sleep(POLL_SECONDS)
