"""The worker's side: one thread that answers in order and works on in the background when nobody asks."""

import logging
import select
import socket
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from itertools import takewhile
from typing import Any

from undersong.domain.errors import UndersongError
from undersong.inference.texts import Known
from undersong.inference.wire import Unframer, frame

log = logging.getLogger(__name__)

Handler = Callable[..., Any]
READ_BYTES = 256 * 1024
# Where a person waits for each answer.
NEWEST_FIRST = ("assist.complete",)
# A request waits at most this long for a slice of background work to end.
SLICE_MS = 10
# Nobody asks: how often to look whether something is to be put away.
NAP_SECONDS = 60.0


class Server:
    """Answers requests from one socket.

    Parameters
    ----------
    connection
        The socket to the daemon; its end ends the worker.
    handlers
        Method → function of the request's params.
    background
        Does up to so many milliseconds of waiting work and tells whether there is more.
    newest_first
        Methods of which the newest is answered first where several wait: who asked before has waited too long already,
        and all would be late in turn.
    """

    def __init__(
        self,
        connection: socket.socket,
        handlers: Mapping[str, Handler],
        background: Callable[[int], bool],
        newest_first: Collection[str] = NEWEST_FIRST,
    ) -> None:
        self._socket, self._handlers, self._background = connection, handlers, background
        self._newest_first = frozenset(newest_first)
        self._unframer, self._known = Unframer(), Known()
        self._queue: deque[tuple[float, dict[str, Any]]] = deque()
        self._is_open = True
        self._answering: dict[str, Any] | None = None

    def is_superseded(self) -> bool:
        """Tell, in the middle of an answer, that it was cancelled or that a newer one waits about the same document."""
        self._listen(wait=False)
        mine = self._answering
        return mine is None or any(
            _subject(waiting) == _subject(mine) and waiting["id"] > mine["id"] for _, waiting in self._queue
        )

    def others_waiting(self) -> int:
        """Return how many requests of the kind that is being answered wait about other documents."""
        mine = self._answering
        kind, path = _subject(mine) if mine else ("", None)
        return sum(1 for _, waiting in self._queue if _subject(waiting)[0] == kind and _subject(waiting)[1] != path)

    def run(self) -> None:
        """Serve until the daemon is gone."""
        has_more = True
        while self._is_open:
            self._listen(wait=not self._queue and not has_more)
            if self._queue:
                self._answer(*self._next())
                has_more = True
            elif self._is_open:
                has_more = self._work_on()

    def _work_on(self) -> bool:
        """Do a slice of background work; a fault of it ends neither the worker nor the answers."""
        try:
            return self._background(SLICE_MS)
        except Exception as error:
            log.error("background work failed", extra={"finding": type(error).__name__}, exc_info=True)
            return False

    def _next(self) -> tuple[float, dict[str, Any]]:
        """Take a request out of the queue: the first, or the newest of its kind that stands in a row with it."""
        kind, last = self._queue[0][1]["method"], 0
        if kind in self._newest_first:
            last = sum(1 for _ in takewhile(lambda item: item[1]["method"] == kind, self._queue)) - 1
        found = self._queue[last]
        del self._queue[last]
        return found

    def _listen(self, wait: bool) -> None:
        while self._is_open and select.select([self._socket], [], [], NAP_SECONDS if wait else 0)[0]:
            data = self._socket.recv(READ_BYTES)
            self._is_open = bool(data)
            for message in self._unframer.feed(data):
                self._admit(message)
            wait = False

    def _admit(self, message: dict[str, Any]) -> None:
        if "cancel" in message:
            if self._answering and self._answering["id"] == message["cancel"]:
                self._answering = None
            self._queue = deque(item for item in self._queue if item[1]["id"] != message["cancel"])
        else:
            message["params"] = self._known.restored(message["params"])
            self._queue.append((time.monotonic() + message["deadline_ms"] / 1000, message))

    def _answer(self, deadline: float, message: dict[str, Any]) -> None:
        if time.monotonic() > deadline:
            return  # the daemon has stopped waiting
        answer, self._answering = {"id": message["id"]}, message
        try:
            answer["result"] = self._handlers[message["method"]](**message["params"])
        except UndersongError as error:
            answer["error"] = str(error)
        except Exception as error:
            # One request's fault must not end the worker. The text may hold source: only its place is logged.
            log.error(
                "request failed", extra={"method": message["method"], "finding": type(error).__name__}, exc_info=True
            )
            answer["error"] = f"{message['method']} failed ({type(error).__name__}); the log tells where"
        self._socket.sendall(frame(answer))


def _subject(message: dict[str, Any]) -> tuple[str, object]:
    """Return what a request is about: its method, and its document where it has one."""
    return message["method"], message["params"].get("path")
