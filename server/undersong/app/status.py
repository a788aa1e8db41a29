"""What `undersong/status` answers."""

import os
from typing import Any

from undersong import __version__
from undersong.domain.errors import WorkerError
from undersong.domain.span import rfc3339
from undersong.lsp.handlers.initialize import PROTOCOL


async def status_of(parts: Any) -> dict[str, Any]:
    """Return the state of every part as `messages/status.json` describes it."""
    store, worker, learn = parts.store, parts.worker, parts.learn
    oldest = store.oldest_ms()
    return {
        "version": __version__,
        "protocol": PROTOCOL,
        "pid": os.getpid(),
        "home": str(parts.places.home),
        "startedAt": rfc3339(parts.begun_ms),
        "windows": parts.editors.windows,
        "state": parts.tell.message(),
        "store": {
            "events": store.count(),
            "bytes": store.bytes(),
            "oldest": None if oldest is None else rfc3339(oldest),
            "problem": str(store.problem) if store.problem else None,
        },
        "worker": {"running": worker.is_running, "restarts": worker.restarts, "problem": worker.problem},
        "models": parts.models(),
        "training": {
            "running": learn.is_running,
            "last": None if learn.last_ms is None else rfc3339(learn.last_ms),
            "waitingFor": learn.next_reason,
            "drifted": list(learn.drifted),
        },
        "index": await index_status(worker),
    }


async def index_status(worker: Any) -> list[dict[str, Any]]:
    """Return what the index has read, or nothing while the worker is away."""
    if not worker.is_running:
        return []
    try:
        found: list[dict[str, Any]] = await worker.ask("assist.status", 2_000)
    except WorkerError:
        return []
    return found
