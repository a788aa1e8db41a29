"""`undersong/pause`: the switch that everyone finds."""

from typing import Any

from undersong.domain.span import rfc3339
from undersong.lsp.editors import Editor
from undersong.lsp.schema import checked
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Begin and end pauses."""

    @editor.connection.feature("undersong/pause")
    def pause(params: Any) -> dict[str, Any]:
        """Pause for so many minutes, until told, or go on; every window shows it at once."""
        message = checked("pause", params)
        if message["paused"]:
            services.pause.begin(message.get("minutes"))
        else:
            services.pause.end()
        services.tell.refresh()
        until = services.pause.until_ms
        return {"isPaused": services.pause.is_paused, "until": None if until is None else rfc3339(until)}
