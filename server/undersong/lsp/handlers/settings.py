"""`workspace/didChangeConfiguration`: what the person chooses while the daemon runs."""

from lsprotocol import types

from undersong.lsp.editors import Editor
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Follow the settings of this window."""

    @editor.connection.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def changed(params: types.DidChangeConfigurationParams) -> None:
        """Take over the settings under `undersong`, in the names of `Settings`."""
        plain = params.settings.get("undersong") if isinstance(params.settings, dict) else None
        if isinstance(plain, dict):
            services.choices.choose(plain)
            services.tell.refresh()
