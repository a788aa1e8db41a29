"""`initialize`: who attaches, and whether both sides speak the same protocol."""

from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from undersong import __version__
from undersong.lsp.editors import Editor
from undersong.lsp.progress import show_reading
from undersong.lsp.services import Services

PROTOCOL = 1
# JSON-RPC leaves -32000 to -32099 to servers.
OTHER_PROTOCOL = -32010


def register(editor: Editor, services: Services) -> None:
    """Answer `initialize` and `initialized` for this window."""

    @editor.connection.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        """Take in who attaches; refuse one that speaks a newer protocol."""
        options = params.initialization_options
        ours = options.get("undersong", {}) if isinstance(options, dict) else {}
        check_protocol(ours)
        editor.client, editor.window = str(ours.get("client", "")), str(ours.get("window", id(editor)))
        editor.roots = roots_of(params)
        if editor.is_companion:
            ours_too = {"protocol": PROTOCOL, "version": __version__, "salt": services.salt}
            editor.connection.experimental = {"undersong": ours_too}
        editor.connection.has_list = not editor.is_companion or ours.get("completionList") is True
        if isinstance(ours.get("settings"), dict):
            services.choices.choose(ours["settings"])

    @editor.connection.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        """Show the state and begin to read the repository."""
        if editor.is_companion:
            editor.connection.tell("undersong/state", services.tell.message())
            services.editors.greet(editor)
        await services.open_roots()
        if editor.roots:
            await show_reading(editor.connection, services.worker)


def check_protocol(ours: dict[str, Any]) -> None:
    """Refuse a window that speaks another protocol, with the sentence that it shows.

    Raises
    ------
    JsonRpcException
        The window's protocol is not ours; its message says which side is to be renewed.
    """
    theirs = ours.get("protocol", PROTOCOL)
    if theirs == PROTOCOL:
        return
    older = "this daemon" if isinstance(theirs, int) and theirs > PROTOCOL else "the editor's extension"
    text = f"Undersong {__version__} speaks protocol {PROTOCOL}, the editor {theirs};"
    text += f" update {older} and reload the window."
    raise JsonRpcException(text, OTHER_PROTOCOL, {"protocol": PROTOCOL, "version": __version__})


def roots_of(params: types.InitializeParams) -> list[Path]:
    """Return the folders of the workspace that are on this machine's disk."""
    uris = [folder.uri for folder in params.workspace_folders or []]
    if not uris and params.root_uri:
        uris = [params.root_uri]
    paths = [to_fs_path(uri) for uri in uris]
    return [Path(path) for path in paths if path]
