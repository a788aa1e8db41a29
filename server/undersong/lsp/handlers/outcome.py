"""`undersong/outcome`: what became of a suggestion."""

from typing import Any

from undersong.domain.kind import Kind
from undersong.lsp.editors import Editor
from undersong.lsp.schema import checked
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Write down the outcomes that this window sees."""

    @editor.connection.feature("undersong/outcome")
    def outcome(params: Any) -> dict[str, Any]:
        """Store the outcome as an event; a dismissed hint is not offered again at its place."""
        message = checked("outcome", params)
        if message["outcome"] == "dismissed" and "place" in message:
            services.hints.dismiss(message["place"], message["kind"])
        if not services.pause.may_record:
            return {"event": None}
        data = {
            "suggestion.id": message["suggestion"],
            "suggestion.kind": message["kind"],
            "suggestion.outcome": message["outcome"],
            "suggestion.visible_ms": message.get("visibleMs"),
            "suggestion.accepted_chars": message.get("acceptedChars"),
        }
        if "acceptedBy" in message:
            data["suggestion.accepted_by"] = message["acceptedBy"]
        return {"event": services.recorder.write(Kind.SUGGESTION_OUTCOME, data)}
