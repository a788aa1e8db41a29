"""A connection reads whole messages and survives what is not one."""

import asyncio

import pytest

from undersong.lsp.connection import LONGEST_MESSAGE, Connection, read_message


def reader_of(data: bytes, ends: bool = True) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    if ends:
        reader.feed_eof()
    return reader


async def test_a_message_is_read_by_its_length_whatever_other_headers_say() -> None:
    reader = reader_of(b"Content-Type: x\r\ncontent-length: 2\r\n\r\n{}rest")

    assert await read_message(reader) == b"{}"


async def test_the_end_between_two_messages_is_no_error() -> None:
    assert await read_message(reader_of(b"")) is None


async def test_a_cut_in_mid_message_is_told() -> None:
    with pytest.raises(asyncio.IncompleteReadError):
        await read_message(reader_of(b"Content-Length: 9\r\n\r\n{}"))


@pytest.mark.parametrize("header", [b"X: 1\r\n\r\n", b"Content-Length: %d\r\n\r\n" % (LONGEST_MESSAGE + 1)])
async def test_a_message_without_a_usable_length_is_refused(header: bytes) -> None:
    with pytest.raises(ValueError, match="usable length"):
        await read_message(reader_of(header))


def test_dead_connections_are_not_kept_alive_by_caches() -> None:
    import gc
    import weakref

    connection = Connection()
    connection.protocol.get_message_type("initialize")
    connection.protocol.get_result_type("initialize")
    kept = weakref.ref(connection)

    del connection
    gc.collect()

    assert kept() is None
