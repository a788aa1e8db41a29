"""`textDocument/inlineCompletion`: ghost text from the repository and the open file."""

import time
from typing import Any

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from undersong.domain.errors import WorkerError
from undersong.domain.ulid import new_ulid
from undersong.lsp.editors import Editor
from undersong.lsp.services import Services

# Ghost text that comes later than this would appear under moving hands.
DEADLINE_MS = 400
# Ghost text that nobody asked for should begin right nine times in ten: measured on repositories not tuned on, that is
# so from this confidence on. A client that is not ours, or a person who asks, gets whatever there is.
SURE_ENOUGH = 0.3


def register(editor: Editor, services: Services) -> None:
    """Offer completions; a request that is cancelled is dropped in the worker as well."""
    said = {"reason": ""}

    def say_silence(reason: str) -> None:
        """Tell the window why nothing is offered, when the reason is another one than before."""
        if editor.is_companion and reason != said["reason"]:
            editor.connection.tell("undersong/notice", {"level": "info", "code": "completion_silent", "text": reason})
        said["reason"] = reason

    @editor.connection.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION, types.InlineCompletionOptions())
    async def complete(params: types.InlineCompletionParams) -> types.InlineCompletionList:
        """Return one suggestion or none; none is told with its reason."""
        empty = types.InlineCompletionList(items=[])
        if not services.choices.settings.completion_enabled:
            return empty
        document = editor.connection.workspace.get_text_document(params.text_document.uri)
        version, begun = document.version, time.perf_counter()
        try:
            answer = await services.worker.ask("assist.complete", DEADLINE_MS, **context_of(document, params.position))
        except WorkerError as error:
            say_silence(str(error))
            return empty
        if document.version != version:
            return empty  # the text has moved on
        silence = answer.get("silence") or ""
        is_unasked = editor.is_companion and params.context.trigger_kind is types.InlineCompletionTriggerKind.Automatic
        if not silence and is_unasked and answer["confidence"] < SURE_ENOUGH:
            silence = "not sure enough"
        say_silence(silence)
        if silence:
            return empty
        item = item_of(answer, params.position, services.clock.now_ms(), (time.perf_counter() - begun) * 1000)
        if not editor.is_companion:
            item.command = None
        return types.InlineCompletionList(items=[item])


def context_of(document: TextDocument, position: types.Position) -> dict[str, Any]:
    """Return what the worker needs of a document to complete at a position."""
    text, offset = document.source, document.offset_at_position(position)
    path = to_fs_path(document.uri) or ""
    return {"path": path, "language": document.language_id or "", "prefix": text[:offset], "suffix": text[offset:]}


def item_of(
    answer: dict[str, Any], position: types.Position, now_ms: int, latency_ms: float
) -> types.InlineCompletionItem:
    """Return a suggestion with the command by which a window learns that it was taken."""
    facts = {
        "id": new_ulid(now_ms),
        "kind": "completion",
        "release": answer["release"],
        "confidence": round(answer["confidence"], 3),
        "chars": len(answer["text"]),
        "lines": answer["text"].count("\n") + 1,
        "latencyMs": round(latency_ms),
    }
    return types.InlineCompletionItem(
        insert_text=answer["text"],
        range=types.Range(position, position),
        command=types.Command("Accepted", "undersong.suggestionAccepted", arguments=[facts]),
    )
