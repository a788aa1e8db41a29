"""`undersong lsp`: copies bytes between standard input and output and the daemon's socket."""

import contextlib
import os
import socket
import sys
import threading
from pathlib import Path

CHUNK = 64 * 1024
# After this word of the editor's the daemon hangs up, and rightly so.
EXIT = b'"exit"'


def bridge(path: Path) -> int:
    """Copy both ways until one side ends; return 0 when the editor ended it, 1 when the daemon did.

    Two threads and blocking calls: nothing is imported but the standard library, so the bridge is there in 30 ms.
    """
    daemon = socket.socket(socket.AF_UNIX)
    daemon.connect(str(path))
    ended_by: list[int] = []
    sending = threading.Thread(target=copy_in, args=(daemon, ended_by), daemon=True)
    sending.start()
    copy_out(daemon)
    return 0 if ended_by else 1


def copy_in(daemon: socket.socket, ended_by: list[int]) -> None:
    """Copy standard input to the daemon; its end closes the connection, so that no bridge outlives its editor."""
    with contextlib.suppress(OSError):
        while data := os.read(sys.stdin.fileno(), CHUNK):
            if EXIT in data:
                ended_by.append(0)
            daemon.sendall(data)
    ended_by.append(0)
    with contextlib.suppress(OSError):
        daemon.shutdown(socket.SHUT_WR)


def copy_out(daemon: socket.socket) -> None:
    """Copy the daemon's answers to standard output."""
    out = sys.stdout.fileno()
    with contextlib.suppress(OSError):
        while data := daemon.recv(CHUNK):
            view = memoryview(data)
            while view:
                view = view[os.write(out, view) :]
