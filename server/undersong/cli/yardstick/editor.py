"""One of many editors: speaks LSP over the daemon's socket and waits for nothing but its own keys."""

import asyncio
import itertools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from undersong.cli.yardstick.document import Document
from undersong.cli.yardstick.framing import Frames, framed, introduction
from undersong.cli.yardstick.offer import Offer

CHUNK = 256 * 1024
# Called with the answer, and the milliseconds that it took.
Hear = Callable[[Any, float], None]


class Editor:
    """A connection of its own to the daemon, as an asynchronous context manager."""

    def __init__(self, socket: Path, root: Path, name: str) -> None:
        self._socket, self._root, self._name = socket, root, name
        self._waiting: dict[int, tuple[float, Hear]] = {}
        self._ids = itertools.count(1)

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_unix_connection(str(self._socket))
        self._listening = asyncio.create_task(self._listen())
        await self.request("initialize", introduction(self._root.as_uri(), self._name))
        self.notify("initialized", {})
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listening.cancel()
        self._writer.close()

    def document(self, path: str) -> Document:
        """Return a document that is not open yet, under a name of its own: no two editors have the same file open."""
        named = self._root / path
        return Document(named.with_stem(f"{named.stem}_{self._name}").as_uri())

    def notify(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._writer.write(framed({"method": method, "params": params}))

    def show(self, document: Document, text: str) -> None:
        """Let the daemon know a document's new text."""
        for notice in document.show(text):
            self.notify(*notice)

    def ask(self, method: str, params: Any, hear: Hear) -> int:
        """Send a request and return its number; `hear` is called with the answer."""
        number = next(self._ids)
        self._waiting[number] = (time.perf_counter(), hear)
        self._writer.write(framed({"id": number, "method": method, "params": params}))
        return number

    def take_back(self, number: int) -> bool:
        """Take a request back; False when it was answered already."""
        if self._waiting.pop(number, None) is None:
            return False
        self.notify("$/cancelRequest", {"id": number})
        return True

    async def request(self, method: str, params: Any) -> Any:
        """Return the answer to a request."""
        return (await self.timed(method, params))[0]

    async def timed(self, method: str, params: Any) -> tuple[Any, float]:
        """Return the answer to a request and the milliseconds that it took."""
        future: asyncio.Future[tuple[Any, float]] = asyncio.get_running_loop().create_future()
        self.ask(method, params, lambda answer, taken: None if future.done() else future.set_result((answer, taken)))
        return await future

    async def complete(self, document: Document, is_asked: bool = False) -> tuple[Offer | None, float]:
        """Return what is offered at the end of a document, and the milliseconds that it took."""
        answer, taken = await self.timed("textDocument/inlineCompletion", document.asking(is_asked))
        return Offer.read(answer), taken

    async def drain(self) -> None:
        """Wait until what was sent is on its way."""
        await self._writer.drain()

    async def _listen(self) -> None:
        frames = Frames()
        while data := await self._reader.read(CHUNK):
            for message in frames.feed(data):
                self._hear(message)

    def _hear(self, message: dict[str, Any]) -> None:
        if "method" in message:
            if "id" in message:  # a question of the daemon's: it needs no more than a yes
                self._writer.write(framed({"id": message["id"], "result": None}))
            return
        begun, hear = self._waiting.pop(message["id"], (0.0, None))
        if hear is not None:
            hear(message.get("result"), (time.perf_counter() - begun) * 1000)
