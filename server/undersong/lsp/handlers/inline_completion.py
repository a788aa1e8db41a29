"""`textDocument/inlineCompletion`: ghost text from the repository, the open file and the model."""

import time
from typing import Any

from lsprotocol import types

from undersong.domain.errors import DeadlinePassed, WorkerError
from undersong.lsp.editors import Editor
from undersong.lsp.ghost import items_of, question_of, silence_of
from undersong.lsp.services import Services

# Ghost text that comes later than this would appear under moving hands.
DEADLINE_MS = 400
# Whoever shows it in another way, or waits for it, gets what comes late on a busy machine.
PATIENT_MS = 1_500


def register(editor: Editor, services: Services) -> None:
    """Offer completions; a request that is cancelled is dropped in the worker as well."""
    said = {"reason": ""}

    def say_silence(reason: str) -> None:
        """Tell the window why nothing is offered, when the reason is another one than before."""
        if editor.is_companion and reason != said["reason"]:
            editor.connection.tell("undersong/notice", {"level": "info", "code": "completion_silent", "text": reason})
        said["reason"] = reason

    async def ask(question: dict[str, Any], deadline_ms: int) -> dict[str, Any]:
        """Return the worker's answer; a worker that cannot answer is silent with its reason."""
        try:
            answer: dict[str, Any] = await services.worker.ask("assist.complete", deadline_ms, **question)
        except DeadlinePassed as late:
            return {"silence": f"the answer took longer than {late.milliseconds} ms"}
        except WorkerError as error:
            return {"silence": str(error)}
        return answer

    @editor.connection.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION, types.InlineCompletionOptions())
    async def complete(params: types.InlineCompletionParams) -> types.InlineCompletionList:
        """Return the suggestion with its alternatives, or none; none is told with its reason."""
        if not services.choices.settings.completion_enabled:
            return types.InlineCompletionList(items=[])
        document = editor.connection.workspace.get_text_document(params.text_document.uri)
        version, begun = document.version, time.perf_counter()
        # A client that is not ours, or a person who asks, waits and gets whatever there is.
        is_automatic = params.context.trigger_kind is types.InlineCompletionTriggerKind.Automatic
        is_unasked = editor.is_companion and is_automatic
        answer = await ask(question_of(document, params), DEADLINE_MS if is_unasked else PATIENT_MS)
        if notice := answer.get("notice"):
            editor.connection.tell("undersong/notice", {"level": "info", "code": "completion_model", "text": notice})
        if document.version != version:
            return types.InlineCompletionList(items=[])  # the text has moved on
        silence = silence_of(answer, is_unasked)
        say_silence(silence)
        if silence:
            return types.InlineCompletionList(items=[])
        items = items_of(answer, params, services.clock.now_ms(), (time.perf_counter() - begun) * 1000)
        for item in items if not editor.is_companion else ():
            item.command = None
        return types.InlineCompletionList(items=items)
