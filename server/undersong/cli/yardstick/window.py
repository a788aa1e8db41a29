"""One editor window over the stdio bridge, which asks and waits."""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from undersong.cli.yardstick.framing import Frames, framed
from undersong.domain.errors import UndersongError

PATIENCE_SECONDS = 60.0
CHUNK = 64 * 1024
BRIDGE = (sys.executable, "-I", "-m", "undersong", "lsp")


class WindowLost(UndersongError):
    """The bridge ended, or did not answer."""

    def __init__(self, method: str) -> None:
        super().__init__(f"{method} was not answered over the bridge; the daemon's log tells why.")


class Window:
    """A child that bridges to the daemon, as a context manager.

    Parameters
    ----------
    environment
        The bridge's, and by it the daemon's and the worker's: it names their home.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._number = 0

    def __enter__(self) -> Self:
        self._child = subprocess.Popen(
            BRIDGE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._environment
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.kill()
        self._child.wait()
        self._reader.join()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                stream.close()

    def notify(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        """Send a request and return its result; None where the daemon refused it.

        Raises
        ------
        WindowLost
            The bridge ended, or nothing came within a minute.
        """
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            try:
                message = self._answers.get(timeout=PATIENCE_SECONDS)
            except queue.Empty:
                raise WindowLost(method) from None
            if message is None:
                raise WindowLost(method)
            if message.get("id") == self._number:
                return message.get("result")

    def _send(self, message: dict[str, Any]) -> None:
        if self._child.stdin is not None:
            self._child.stdin.write(framed(message))
            self._child.stdin.flush()

    def _read(self) -> None:
        frames, out = Frames(), self._child.stdout
        while out is not None and (data := os.read(out.fileno(), CHUNK)):
            for message in frames.feed(data):
                if "method" not in message:
                    self._answers.put(message)
                elif "id" in message:  # a question of the daemon's: it needs no more than a yes
                    self._send({"id": message["id"], "result": None})
        self._answers.put(None)
