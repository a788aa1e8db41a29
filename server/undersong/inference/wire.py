"""Messages between daemon and worker: four bytes of length, then JSON."""

import struct
from typing import Any

import msgspec

HEADER = struct.Struct(">I")
# A document of 1 MB, escaped, fits eight times over; the client sends nothing longer, so more is a broken peer.
LONGEST = 16 * 1024 * 1024


def frame(message: dict[str, Any]) -> bytes:
    """Return the bytes of one message."""
    body = msgspec.json.encode(message)
    return HEADER.pack(len(body)) + body


class Unframer:
    """Cuts a stream of bytes back into messages."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """Take in bytes and return the messages that are complete.

        Raises
        ------
        ValueError
            The stream announces a message longer than `LONGEST`, or one that is not JSON.
        """
        self._buffer += data
        messages = []
        while (message := self._next()) is not None:
            messages.append(message)
        return messages

    def _next(self) -> dict[str, Any] | None:
        if len(self._buffer) < HEADER.size:
            return None
        (length,) = HEADER.unpack_from(self._buffer)
        if length > LONGEST:
            raise ValueError(f"a message of {length} bytes is announced, more than {LONGEST}")
        end = HEADER.size + length
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[HEADER.size : end])
        del self._buffer[:end]
        message: dict[str, Any] = msgspec.json.decode(body)
        return message
