"""One editor's connection: pygls' protocol, made fit for several clients in one process."""

import asyncio
import contextvars
import logging
import re
from collections.abc import Generator
from typing import Any

import attrs
import msgspec
from lsprotocol import types
from pygls.exceptions import FeatureNotificationError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method

from undersong import __version__
from undersong.lsp.quick import Quick, quick_message, quick_reply
from undersong.lsp.text import Texts

log = logging.getLogger(__name__)

CONTENT_LENGTH = re.compile(rb"content-length:\s*(\d+)\s*", re.IGNORECASE)
# The longest message of an editor is an opened document; LSP itself sets no bound.
LONGEST_MESSAGE = 64 * 1024 * 1024
# What a window that does not read may have waiting before it is cut off.
LONGEST_BACKLOG = 32 * 1024 * 1024
# One converter for all connections: 8 ms to make, 0.03 ms to share.
CONVERTER = default_converter()  # type: ignore[no-untyped-call]
# What a window may ask of us beyond LSP.
REQUESTS = frozenset(
    f"undersong/{name}"
    for name in (
        "record",
        "outcome",
        "kept",
        "corrected",
        "nudgeAnswer",
        "selfReport",
        "askAnswer",
        "review",
        "status",
        "report",
        "pause",
    )
)


@attrs.define
class PlainRequest:
    """A request whose params stay plain objects; pygls would make a new class for every one of them."""

    id: int | str
    method: str
    jsonrpc: str
    params: Any = None


class Protocol(LanguageServerProtocol):
    """pygls' protocol without what ends the process or outlives the window."""

    def get_message_type(self, method: str) -> type[Any] | None:  # type: ignore[override]
        """Return LSP's type of a message. Uncached: pygls' cache on `self` would keep every dead window alive."""
        if method in REQUESTS:
            return PlainRequest
        found: type[Any] | None = types.METHOD_TO_TYPES.get(method, (None,))[0]
        return found

    def get_result_type(self, method: str) -> type[Any] | None:  # type: ignore[override]
        """Return LSP's type of a result, uncached like `get_message_type`."""
        found: type[Any] | None = types.METHOD_TO_TYPES.get(method, (None, None))[1]
        return found

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """Answer `initialize` with what our own clients look for; positions are UTF-16 units for everybody."""
        if params.capabilities.general is not None:
            params.capabilities.general.position_encodings = None
        result = yield from super().lsp_initialize(params)
        self._workspace = Texts(self.workspace.root_uri, workspace_folders=params.workspace_folders)
        result.capabilities.experimental = getattr(self._server, "experimental", None)
        if not getattr(self._server, "has_list", True):
            result.capabilities.completion_provider = None
        return result

    def handle_message(self, message: Any) -> None:
        """Hand a message to its handler; what comes with every key goes without the detours that others need."""
        if not isinstance(message, Quick):
            super().handle_message(message)
        elif self._shutdown:
            log.info("a message came after the shutdown")
        elif isinstance(message, types.InlineCompletionRequest):
            contextvars.copy_context().run(self._handle_request, message.id, message.method, message.params)
        elif isinstance(message, types.CancelNotification):
            self._handle_cancel_notification(message.params.id)
        else:
            self._take_change(message.params)

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        """Send an answer; one to how a text goes on is made by hand."""
        if error is not None or not isinstance(result, types.InlineCompletionList) or self.writer is None:
            super()._send_response(msg_id, result, error)
        else:
            self._result_types.pop(msg_id, None)
            self.writer.write(quick_reply(msg_id, result))

    def _take_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take a change of a text over and tell the handler, if there is one."""
        try:
            for change in params.content_changes:
                self.workspace.update_text_document(params.text_document, change)
            if handler := self.fm.features.get(types.TEXT_DOCUMENT_DID_CHANGE):
                handler(params)
        except Exception as error:
            self._server._report_server_error(error, FeatureNotificationError)

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: Any) -> None:  # type: ignore[override]
        """Close this window's connection; pygls would end the process, and with it every other window."""
        if self.writer is not None:
            self.writer.close()


class Connection(LanguageServer):
    """The language server of one attached editor."""

    def __init__(self) -> None:
        super().__init__(
            "undersong", __version__, protocol_cls=Protocol, converter_factory=lambda: CONVERTER, max_workers=1
        )
        self._writer: asyncio.StreamWriter | None = None
        self.experimental: dict[str, Any] | None = None
        # Whether this client is told of the list of names; where it has another one, ours would double it.
        self.has_list = True

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what failed; pygls would show a toast. The error's text may quote a document, so it is left out."""
        log.warning("request failed", extra={"error": type(error).__name__, "where": getattr(source, "__name__", "")})

    @property
    def is_open(self) -> bool:
        """The editor can still be reached."""
        return self._writer is not None and not self._writer.is_closing()

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification; to a window that is gone nothing is sent, one that never reads is cut off."""
        if self._writer is None or not self.is_open:
            return
        if self._writer.transport.get_write_buffer_size() > LONGEST_BACKLOG:
            log.warning("a window does not read; it is cut off")
            self._writer.transport.abort()
            return
        self.protocol.notify(method, params)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one editor until it leaves, is cut off or breaks the protocol."""
        self._writer = writer
        self.protocol.set_writer(writer)
        try:
            while (body := await read_message(reader)) is not None:
                self._handle(body)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError) as error:
            log.info("connection ended", extra={"finding": type(error).__name__})
        finally:
            self._leave()

    def _handle(self, body: bytes) -> None:
        try:
            message = msgspec.json.decode(body)
            if not isinstance(message, dict):
                raise msgspec.DecodeError("a message is an object")
            known: Any = quick_message(message) or self.protocol.structure_message(message)
            self.protocol.handle_message(known)
        except Exception as error:
            # Whatever a client sends, it costs itself an answer and nobody the connection.
            self._refuse(body, error)

    def _refuse(self, body: bytes, error: Exception) -> None:
        """Answer a request that could not be understood; pygls would leave its sender waiting for ever."""
        log.warning("message refused", extra={"finding": type(error).__name__, "bytes": len(body)})
        try:
            number = msgspec.json.decode(body, type=dict).get("id")
        except (msgspec.DecodeError, RecursionError):
            number = None
        if not isinstance(number, int | str):
            number = None
        code = error.code if isinstance(error, JsonRpcException) and error.code else -32700
        reply = types.ResponseError(code=code, message="The message could not be understood; see the schema.")
        self.protocol._send_response(number, error=reply)  # type: ignore[arg-type] # JSON-RPC: null when unknown

    def _leave(self) -> None:
        for future in list(self.protocol._request_futures.values()):
            future.cancel()
        self.protocol._request_futures.clear()
        if self._writer is not None:
            self._writer.close()
        self.shutdown()  # type: ignore[no-untyped-call]


async def read_message(reader: asyncio.StreamReader) -> bytes | None:
    """Return the body of the next message, or None when the editor closed the connection between two messages.

    Raises
    ------
    ValueError
        The headers announce no length, or one above `LONGEST_MESSAGE`.
    asyncio.IncompleteReadError
        The connection was cut within a message.
    """
    length = None
    while line := await reader.readline():
        if not line.strip():
            break
        if match := CONTENT_LENGTH.fullmatch(line):
            length = int(match[1])
    else:
        return None
    if length is None or length > LONGEST_MESSAGE:
        raise ValueError("a message without a usable length")
    return await reader.readexactly(length)
