"""`undersong/corrected`: what a person made of a suggestion that they had taken."""

from typing import Any

from undersong.lsp.editors import Editor
from undersong.lsp.schema import checked
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Keep corrections, where the person lets the completion learn from them."""

    @editor.connection.feature("undersong/corrected")
    def corrected(params: Any) -> dict[str, Any]:
        """Keep a pair beside the index, without its secrets; no event has its text."""
        message = checked("corrected", params)
        if not services.choices.settings.training_corrections or services.pause.is_paused:
            return {"kept": False}
        return {"kept": services.corrections.keep(services.clock.now_ms(), **message)}
