"""What is made by hand is what LSP's own converter makes."""

import json
from typing import Any

import msgspec
import pytest
from lsprotocol import types

from undersong.lsp.connection import CONVERTER, Connection
from undersong.lsp.quick import quick_message, quick_reply

PLACE = {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 4}}
CHANGE = {
    "jsonrpc": "2.0",
    "method": "textDocument/didChange",
    "params": {
        "textDocument": {"uri": "file:///a.py", "version": 3},
        "contentChanges": [{"range": PLACE, "text": "x"}, {"text": "all"}],
    },
}
QUESTION = {
    "jsonrpc": "2.0",
    "id": 7,
    "method": "textDocument/inlineCompletion",
    "params": {
        "textDocument": {"uri": "file:///a.py"},
        "position": PLACE["start"],
        "context": {"triggerKind": 2, "selectedCompletionInfo": {"range": PLACE, "text": "total"}},
    },
}
TAKEN_BACK = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 7}}


@pytest.mark.parametrize("message", [CHANGE, QUESTION, TAKEN_BACK])
def test_a_message_is_what_the_converter_makes_of_it(message: dict[str, Any]) -> None:
    made = quick_message(message)

    assert made == CONVERTER.structure(message, type(made))


def test_a_question_without_a_selected_item_has_none() -> None:
    question = json.loads(json.dumps(QUESTION))
    del question["params"]["context"]["selectedCompletionInfo"]

    made = quick_message(question)

    assert isinstance(made, types.InlineCompletionRequest)
    assert made.params.context.selected_completion_info is None


@pytest.mark.parametrize(
    "message",
    [
        {**CHANGE, "method": "textDocument/didSave"},
        {**CHANGE, "params": {"textDocument": {"uri": "file:///a.py"}}},
        {**CHANGE, "params": None},
        {**QUESTION, "params": {**QUESTION["params"], "position": {"line": "x", "character": 0}}},  # type: ignore[dict-item]
        {**QUESTION, "jsonrpc": "1.0"},
        {"jsonrpc": "2.0", "id": 4, "result": None},
    ],
)
def test_what_is_another_message_or_a_broken_one_is_left_to_the_converter(message: dict[str, Any]) -> None:
    assert quick_message(message) is None


def test_a_reply_is_what_the_converter_would_send() -> None:
    span = types.Range(types.Position(1, 2), types.Position(1, 4))
    facts = {"id": "x", "confidence": None, "alternatives": ["ä"]}
    command = types.Command("Accepted", "undersong.suggestionAccepted", arguments=[facts])
    items = [types.InlineCompletionItem('ä "x"', range=span, command=command, filter_text="t"), item("y")]
    result = types.InlineCompletionList(items)

    head, _, body = quick_reply(3, result).partition(b"\r\n\r\n")

    assert head == b"Content-Length: %d" % len(body)
    response = types.InlineCompletionResponse(id=3, result=result, jsonrpc="2.0")
    assert msgspec.json.decode(body) == CONVERTER.unstructure(response)


def item(text: str) -> types.InlineCompletionItem:
    return types.InlineCompletionItem(text)


class Out:
    def __init__(self) -> None:
        self.sent = b""

    def write(self, data: bytes) -> None:
        self.sent += data


def opened() -> tuple[Connection, Out]:
    connection, out = Connection(), Out()
    connection.protocol.set_writer(out)  # type: ignore[arg-type]
    ask = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None}}
    document = {"uri": "file:///a.py", "languageId": "python", "version": 1, "text": "one\ntwo\n"}
    told = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}
    for message in (ask, told):
        connection._handle(msgspec.json.encode(message))
    return connection, out


def test_a_change_reaches_the_document_and_its_handler() -> None:
    connection, _ = opened()
    heard: list[str] = []
    connection.feature(types.TEXT_DOCUMENT_DID_CHANGE)(lambda params: heard.append(params.text_document.uri))
    insertion = {"range": {"start": PLACE["start"], "end": PLACE["start"]}, "text": "!"}
    change = {**CHANGE, "params": {**CHANGE["params"], "contentChanges": [insertion]}}  # type: ignore[dict-item]

    connection._handle(msgspec.json.encode(change))

    document = connection.workspace.get_text_document("file:///a.py")
    assert (document.source, document.version) == ("one\ntw!o\n", 3)
    assert heard == ["file:///a.py"]


def test_a_change_to_a_document_that_is_not_open_costs_nobody_the_connection() -> None:
    connection, out = opened()
    params = {**CHANGE["params"], "textDocument": {"uri": "file:///other.py", "version": 2}}  # type: ignore[dict-item]
    before = len(out.sent)

    connection._handle(msgspec.json.encode({**CHANGE, "params": params}))
    connection._handle(msgspec.json.encode(CHANGE))

    assert len(out.sent) == before
    assert connection.workspace.get_text_document("file:///a.py").source == "all"


async def test_a_question_is_answered_and_one_taken_back_is_answered_as_cancelled() -> None:
    import asyncio

    connection, out = opened()
    gate = asyncio.Event()

    @connection.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION)
    async def complete(params: types.InlineCompletionParams) -> types.InlineCompletionList:
        await gate.wait()
        return types.InlineCompletionList([item(params.text_document.uri)])

    connection._handle(msgspec.json.encode(QUESTION))
    connection._handle(msgspec.json.encode({**QUESTION, "id": 8}))
    await asyncio.sleep(0)
    connection._handle(msgspec.json.encode(TAKEN_BACK))
    gate.set()
    for _ in range(5):
        await asyncio.sleep(0)

    assert b'"insertText":"file:///a.py"' in out.sent
    assert b'"id":8' in out.sent
    assert b'Request with id \\"7\\" is canceled' in out.sent


def test_nothing_is_done_after_the_shutdown() -> None:
    connection, _ = opened()
    connection._handle(msgspec.json.encode({"jsonrpc": "2.0", "id": 2, "method": "shutdown", "params": None}))

    connection._handle(msgspec.json.encode(CHANGE))

    assert connection.workspace.get_text_document("file:///a.py").source == "one\ntwo\n"
