"""Tells a window how far the reading of its repositories is, when it takes longer than a second."""

import asyncio
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from undersong.domain.errors import WorkerError
from undersong.inference.client import WorkerClient
from undersong.lsp.connection import Connection

# What is done within a second needs no words.
PATIENCE_SECONDS, LOOK_SECONDS = 1.0, 0.5
DEADLINE_MS = 2_000
TITLE = "Undersong reads the repository"


async def show_reading(connection: Connection, worker: WorkerClient) -> None:
    """Show the reading until it is over; a client that knows no progress is left alone."""
    window = connection.client_capabilities.window
    if window is None or not window.work_done_progress:
        return
    await asyncio.sleep(PATIENCE_SECONDS)
    if await files_being_read(worker) is None:
        return
    token, progress = uuid4().hex, connection.work_done_progress
    try:
        await progress.create_async(token)
    except JsonRpcException:
        return
    progress.begin(token, types.WorkDoneProgressBegin(title=TITLE, cancellable=False))
    while connection.is_open and (files := await files_being_read(worker)) is not None:
        progress.report(token, types.WorkDoneProgressReport(message=f"{files} files"))
        await asyncio.sleep(LOOK_SECONDS)
    progress.end(token, types.WorkDoneProgressEnd(message="read"))


async def files_being_read(worker: WorkerClient) -> int | None:
    """Return how many files have been read so far, or None when nothing is being read."""
    try:
        status = await worker.ask("assist.status", DEADLINE_MS)
    except WorkerError:
        return None
    return sum(index["files"] for index in status) if any(index["busy"] for index in status) else None
