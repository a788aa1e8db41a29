"""The daemon's socket: one owner, one file in a private folder."""

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

Attach = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
# The longest header line; bodies are read by their length.
LINE_LIMIT = 1024 * 1024


async def listen(path: Path, attach: Attach) -> asyncio.AbstractServer:
    """Listen on a Unix domain socket (0600, in a 0700 folder), or on a named pipe under Windows.

    The caller holds the daemon's lock, so what lies at `path` belongs to a daemon that is gone, and is removed.
    """
    if sys.platform == "win32":
        return await listen_on_pipe(str(path), attach)
    return await asyncio.start_unix_server(attach, sock=bind(path), limit=LINE_LIMIT)


def bind(path: Path) -> socket.socket:
    """Return a socket bound to a file that only its owner may open."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    before = os.umask(0o177)  # the file must never be open to others, not even until a chmod
    try:
        bound = socket.socket(socket.AF_UNIX)
        bound.bind(str(path))
    finally:
        os.umask(before)
    return bound


async def listen_on_pipe(name: str, attach: Attach) -> asyncio.AbstractServer:
    """Listen on a named pipe (Windows; untested)."""
    loop = asyncio.get_running_loop()

    def make_protocol() -> asyncio.StreamReaderProtocol:
        return asyncio.StreamReaderProtocol(asyncio.StreamReader(limit=LINE_LIMIT), attach)

    (server,) = await loop.start_serving_pipe(make_protocol, name)  # type: ignore[attr-defined,unused-ignore]
    pipe: asyncio.AbstractServer = server
    return pipe


def is_answered(path: Path) -> bool:
    """Tell whether a daemon listens at a socket."""
    if sys.platform == "win32":
        return path.exists()
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1.0)
        probe.connect(str(path))
        return True
    return False
