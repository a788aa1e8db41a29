"""Who may train: one process at a time, told by a row that does not outlive its holder."""

import os
from functools import cache
from pathlib import Path

from undersong.domain.connection import Connection

TRAINING = "training"
# A training takes minutes; after two hours its holder hangs.
LEASE_MS = 2 * 3_600_000


def take(connection: Connection, now_ms: int, pid: int | None = None, name: str = TRAINING) -> bool:
    """Take the lease for this process and tell whether that worked.

    A lease that has run out, or whose holder is gone (other boot, no such process), is taken over.
    """
    pid = pid if pid is not None else os.getpid()
    with connection.transaction():
        if holder(connection, now_ms, name) not in (None, pid):
            return False
        connection.run("DELETE FROM lease WHERE name = ?", [name])
        connection.run("INSERT INTO lease VALUES (?, ?, ?, ?)", [name, pid, boot_id(), now_ms + LEASE_MS])
    return True


def give_back(connection: Connection, pid: int | None = None, name: str = TRAINING) -> None:
    """Give the lease back; someone else's stays."""
    connection.run("DELETE FROM lease WHERE name = ? AND pid = ?", [name, pid if pid is not None else os.getpid()])


def holder(connection: Connection, now_ms: int, name: str = TRAINING) -> int | None:
    """Return the process that holds a lease which is still good, or None."""
    for pid, boot, expires_ms in connection.rows("SELECT pid, boot_id, expires_ms FROM lease WHERE name = ?", [name]):
        if now_ms < expires_ms and boot == boot_id() and _is_alive(pid):
            return int(pid)
    return None


@cache
def boot_id() -> str:
    """Return a name for the time since this machine started: process numbers mean nothing across two of them."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        import psutil

        # To the minute: some systems reckon the start anew from a clock that is being corrected.
        return str(int(psutil.boot_time() // 60))


def _is_alive(pid: int) -> bool:
    import psutil

    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
