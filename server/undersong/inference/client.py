"""The daemon's side of the worker: starts it, asks it, starts it again when it dies."""

import asyncio
import contextlib
import itertools
import logging
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from undersong.domain.errors import DeadlinePassed, RequestTooLong, WorkerError, WorkerGone
from undersong.inference.texts import Known
from undersong.inference.wire import LONGEST, Unframer, frame

log = logging.getLogger(__name__)

# After a death the worker is started at once, then after 0.5, 1, 2 … seconds, at most every 30.
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0
# Who lived so long did not die of its start.
STEADY_SECONDS = 60.0
READ_BYTES = 256 * 1024


class WorkerClient:
    """One worker process behind request ids and deadlines.

    It is started at the first request. When it dies, whoever waits gets `WorkerGone`, and the next request, or the
    restart that follows by itself, finds a new one that `prepare` has set up.

    Parameters
    ----------
    command
        What starts the worker; the socket is its standard input.
    prepare
        Called with this client after every start, before other requests are let through.
    """

    def __init__(self, command: list[str], prepare: Callable[["WorkerClient"], Awaitable[None]] | None = None) -> None:
        self.command, self._prepare = command, prepare
        self.restarts = 0
        self.problem: str | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._known = Known()
        self._waiting: dict[int, tuple[str, asyncio.Future[Any]]] = {}
        self._ids = itertools.count(1)
        self._starting = asyncio.Lock()
        self._reading: asyncio.Task[None] | None = None
        self._is_closed = self._is_prepared = False
        self._pause = FIRST_PAUSE_SECONDS
        self._started = 0.0

    @property
    def is_running(self) -> bool:
        """A worker process is there and reachable."""
        return self._writer is not None and self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The worker's process id."""
        return self._process.pid if self._process and self.is_running else None

    async def ask(self, method: str, deadline_ms: int = 5_000, **params: Any) -> Any:
        """Return the worker's answer.

        Raises
        ------
        DeadlinePassed
            No answer came in time; the worker drops the request if it has not begun it.
        WorkerGone
            The worker died, or cannot be started.
        WorkerError
            The worker answered with an error.
        """
        if not (self.is_running and self._is_prepared):
            await self._start()
        return await self._send(method, deadline_ms, params)

    async def ask_prepared(self, method: str, deadline_ms: int = 5_000, **params: Any) -> Any:
        """Ask without waiting for the preparation: for `prepare` itself."""
        return await self._send(method, deadline_ms, params)

    async def close(self) -> None:
        """End the worker; nothing can be asked any more."""
        self._is_closed = True
        if self._writer is not None:
            self._writer.close()
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            await asyncio.to_thread(self._process.wait, 5)
        if self._reading is not None:
            self._reading.cancel()

    def _end_process(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    async def _send(self, method: str, deadline_ms: int, params: dict[str, Any]) -> Any:
        if self._writer is None:
            raise WorkerGone(method)
        request = next(self._ids)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[request] = (method, future)
        try:
            self._write(request, method, deadline_ms, params)
            return await asyncio.wait_for(future, deadline_ms / 1000)
        except TimeoutError:
            raise DeadlinePassed(method, deadline_ms) from None
        finally:
            if self._waiting.pop(request, None) is not None and self._writer is not None and not future.done():
                self._writer.write(frame({"cancel": request}))
            if future.cancelled() and self._writer is not None:
                self._writer.write(frame({"cancel": request}))

    def _write(self, request: int, method: str, deadline_ms: int, params: dict[str, Any]) -> None:
        if self._writer is not None:
            short = self._known.shortened(params)
            data = frame({"id": request, "method": method, "params": short, "deadline_ms": deadline_ms})
            if len(data) > LONGEST:
                raise RequestTooLong(method, len(data))
            self._writer.write(data)
            self._known.note(params)  # not before it is on its way: the worker remembers what came, and no more

    async def _start(self) -> None:
        async with self._starting:
            if self.is_running and self._is_prepared:
                return
            if self._is_closed:
                raise WorkerGone("a request after the end")
            await self._spawn()
            try:
                if self._prepare is not None:
                    await self._prepare(self)
            except BaseException:
                self._end_process()  # one that is not prepared must answer nobody
                raise
            # Whoever asks meanwhile waits for the lock: a window must not be judged before the releases are loaded.
            self._is_prepared, self.problem = True, None

    async def _spawn(self) -> None:
        ours, theirs = socket.socketpair()
        try:
            self._process = subprocess.Popen(  # noqa: ASYNC220 - forking takes a millisecond
                self.command, stdin=theirs.fileno() if sys.platform != "win32" else subprocess.PIPE
            )
            if sys.platform == "win32" and self._process.stdin is not None:  # untested: see docs/architecture.md
                self._process.stdin.write(theirs.share(self._process.pid))
                self._process.stdin.close()
        except OSError as error:
            ours.close()
            self.problem = f"the worker cannot be started ({error.strerror})"
            raise WorkerGone("its start") from error
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours)
        self._known = Known()
        self._writer, self._started = writer, asyncio.get_running_loop().time()
        self._reading = asyncio.create_task(self._read(reader, writer))
        log.info("worker started", extra={"pid": self._process.pid})

    async def _read(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        unframer = Unframer()
        try:
            while data := await reader.read(READ_BYTES):
                for message in unframer.feed(data):
                    self._settle(message)
        except (ConnectionError, ValueError) as error:
            log.warning("worker connection broke", extra={"finding": type(error).__name__})
        if self._writer is writer:  # else another one has taken its place
            self._mourn()

    def _settle(self, message: dict[str, Any]) -> None:
        _, future = self._waiting.pop(message["id"], ("", None))
        if future is None or future.done():
            return
        if "error" in message:
            future.set_exception(WorkerError(message["error"]))
        else:
            future.set_result(message.get("result"))

    def _mourn(self) -> None:
        """Tell those who wait that the worker is gone, and start another after a pause."""
        if self._writer is not None:
            self._writer.close()
        self._writer, self._is_prepared = None, False
        for method, future in self._waiting.values():
            if not future.done():
                future.set_exception(WorkerGone(method))
        self._waiting.clear()
        if self._is_closed:
            return
        self.restarts += 1
        if asyncio.get_running_loop().time() - self._started > STEADY_SECONDS:
            self._pause = FIRST_PAUSE_SECONDS
        self.problem = "the worker ended and is being started again"
        log.warning("worker ended", extra={"restarts": self.restarts})
        self._restarting = asyncio.create_task(self._restart_later())

    async def _restart_later(self) -> None:
        await asyncio.sleep(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        with contextlib.suppress(WorkerError, OSError):
            if not self._is_closed:
                await self._start()
