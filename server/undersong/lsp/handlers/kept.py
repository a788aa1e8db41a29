"""`undersong/kept`: how much of a suggestion that was taken still stands."""

from typing import Any

from undersong.domain.kind import Kind
from undersong.lsp.editors import Editor
from undersong.lsp.schema import checked
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Write down what became later of the code that this window took."""

    @editor.connection.feature("undersong/kept")
    def kept(params: Any) -> dict[str, Any]:
        """Store the share as an event: a number, never the text."""
        message = checked("kept", params)
        if not services.pause.may_record:
            return {"event": None}
        data = {
            "suggestion.id": message["suggestion"],
            "suggestion.kind": "completion",
            "suggestion.kept_share": message["share"],
            "suggestion.kept_after": message["after"],
        }
        return {"event": services.recorder.write(Kind.SUGGESTION_OUTCOME, data)}
