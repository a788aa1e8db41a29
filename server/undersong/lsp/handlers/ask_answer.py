"""`undersong/askAnswer`: what became of a question about the work."""

from typing import Any

from undersong.domain.span import rfc3339
from undersong.lsp.editors import Editor
from undersong.lsp.schema import checked
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Let the person put questions off."""

    @editor.connection.feature("undersong/askAnswer")
    def answer(params: Any) -> dict[str, Any]:
        """Snoozing holds at once and across restarts; an answer about the work itself comes as a self-report."""
        message = checked("askAnswer", params)
        until_ms = services.answer_question(message["kind"], message["answer"], services.clock.now_ms())
        return {"snoozedUntil": None if until_ms is None else rfc3339(until_ms)}
