"""The messages that come with every key, made by hand: a converter for all of LSP takes ten times as long."""

from collections.abc import Callable
from typing import Any

import msgspec
from lsprotocol import types

Quick = types.DidChangeTextDocumentNotification | types.InlineCompletionRequest | types.CancelNotification


def quick_message(data: dict[str, Any]) -> Quick | None:
    """Return a message of LSP's own type; None when it is another one, or not as it should be.

    What is wrong with it is left to the converter to say.
    """
    make = MAKERS.get(data.get("method", ""))
    if make is None or data.get("jsonrpc") != "2.0":
        return None
    try:
        return make(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def quick_reply(number: int | str, result: types.InlineCompletionList) -> bytes:
    """Return the framed answer to a question how a text goes on."""
    items = [plain_item(item) for item in result.items]
    body = msgspec.json.encode({"id": number, "result": {"items": items}, "jsonrpc": "2.0"})
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def plain_item(item: types.InlineCompletionItem) -> dict[str, Any]:
    """Return an item as JSON has it; what is not set is not there."""
    plain: dict[str, Any] = {"insertText": item.insert_text}
    if item.filter_text is not None:
        plain["filterText"] = item.filter_text
    if item.range is not None:
        plain["range"] = {"start": plain_position(item.range.start), "end": plain_position(item.range.end)}
    if item.command is not None:
        named = {"title": item.command.title, "command": item.command.command}
        plain["command"] = {**named, "arguments": item.command.arguments}
    return plain


def plain_position(position: types.Position) -> dict[str, int]:
    """Return a position as JSON has it."""
    return {"line": position.line, "character": position.character}


def change(data: dict[str, Any]) -> types.DidChangeTextDocumentNotification:
    """Return the news of a text that changed."""
    params = data["params"]
    document = params["textDocument"]
    named = types.VersionedTextDocumentIdentifier(version=document["version"], uri=document["uri"])
    changes = tuple(content_change(found) for found in params["contentChanges"])
    return types.DidChangeTextDocumentNotification(types.DidChangeTextDocumentParams(named, changes))


def content_change(found: dict[str, Any]) -> types.TextDocumentContentChangeEvent:
    """Return one change, of a place or of everything."""
    if "range" in found:
        return types.TextDocumentContentChangePartial(range_of(found["range"]), found["text"])
    return types.TextDocumentContentChangeWholeDocument(found["text"])


def inline_completion(data: dict[str, Any]) -> types.InlineCompletionRequest:
    """Return the question how a text goes on."""
    params = data["params"]
    asked, info = params["context"], params["context"].get("selectedCompletionInfo")
    selected = types.SelectedCompletionInfo(range_of(info["range"]), info["text"]) if info else None
    context = types.InlineCompletionContext(types.InlineCompletionTriggerKind(asked["triggerKind"]), selected)
    document = types.TextDocumentIdentifier(params["textDocument"]["uri"])
    wanted = types.InlineCompletionParams(
        context, document, position_of(params["position"]), params.get("workDoneToken")
    )
    return types.InlineCompletionRequest(data["id"], wanted)


def cancel(data: dict[str, Any]) -> types.CancelNotification:
    """Return that a question is taken back."""
    return types.CancelNotification(types.CancelParams(data["params"]["id"]))


def range_of(found: dict[str, Any]) -> types.Range:
    """Return a range."""
    return types.Range(position_of(found["start"]), position_of(found["end"]))


def position_of(found: dict[str, Any]) -> types.Position:
    """Return a position."""
    return types.Position(found["line"], found["character"])


MAKERS: dict[str, Callable[[dict[str, Any]], Quick]] = {
    types.TEXT_DOCUMENT_DID_CHANGE: change,
    types.TEXT_DOCUMENT_INLINE_COMPLETION: inline_completion,
    types.CANCEL_REQUEST: cancel,
}
