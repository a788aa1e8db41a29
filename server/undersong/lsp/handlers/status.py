"""`undersong/status`: how the daemon, its models and its store are."""

from typing import Any

from undersong.lsp.editors import Editor
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Answer questions about the daemon."""

    @editor.connection.feature("undersong/status")
    async def status(_: Any) -> dict[str, Any]:
        """Return what `messages/status.json` describes."""
        return await services.status()
