"""LSP's frame around a message."""

from typing import Any

import msgspec


def framed(message: dict[str, Any]) -> bytes:
    """Return the bytes of one message."""
    body = msgspec.json.encode({"jsonrpc": "2.0", **message})
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


class Frames:
    """Cuts a stream of bytes into messages."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """Take in bytes and return the messages that are complete."""
        self._buffer += data
        messages = []
        while (body := self._next()) is not None:
            messages.append(msgspec.json.decode(body))
        return messages

    def _next(self) -> bytes | None:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        headers = bytes(self._buffer[:end]).lower().split(b"\r\n")
        length = next(int(line.split(b":")[1]) for line in headers if line.startswith(b"content-length:"))
        stop = end + 4 + length
        if len(self._buffer) < stop:
            return None
        body = bytes(self._buffer[end + 4 : stop])
        del self._buffer[:stop]
        return body


def introduction(root: str, window: str, settings: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the params of `initialize` of a window that speaks our own messages."""
    ours = {"protocol": 1, "client": "bench", "version": "", "window": window, "settings": settings or {}}
    return {
        "processId": None,
        "rootUri": root,
        "workspaceFolders": [{"uri": root, "name": "workspace"}],
        "capabilities": {"textDocument": {"inlineCompletion": {}}},
        "initializationOptions": {"undersong": ours},
    }
