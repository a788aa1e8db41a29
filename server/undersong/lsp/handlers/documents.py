"""Open documents: their hints are looked for a moment after the last change."""

import asyncio
from typing import Any
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import to_fs_path

from undersong.domain.errors import WorkerError
from undersong.lsp.editors import Editor
from undersong.lsp.hints import Hint
from undersong.lsp.services import Services

# Hints are for reading: they wait until the typing has paused.
QUIET_SECONDS = 0.7
# While the index is still being read the conventions are not known yet, so an open file is looked at again.
AGAIN_SECONDS = 1.0
DEADLINE_MS = 5_000
SOURCE = "Undersong"
CODE = "naming"


def register(editor: Editor, services: Services) -> None:
    """Keep the hints of this window's documents."""
    waiting: dict[str, asyncio.TimerHandle | asyncio.Task[None]] = {}

    def look_later(uri: str, seconds: float) -> None:
        """Look at a document after a pause; a later change begins the pause anew.

        It comes with every key, so it costs a timer and no task.
        """
        if previous := waiting.pop(uri, None):
            previous.cancel()
        waiting[uri] = asyncio.get_running_loop().call_later(seconds, begin, uri)

    def begin(uri: str) -> None:
        """Begin to look at a document."""
        task = asyncio.create_task(look(uri))
        waiting[uri] = task
        task.add_done_callback(lambda done: waiting.pop(uri, None) if waiting.get(uri) is done else None)

    async def look(uri: str) -> None:
        """Look at a document, and again until all of its repository has been read."""
        while await look_once(uri):  # noqa: ASYNC110 - nobody tells when the reading is done
            await asyncio.sleep(AGAIN_SECONDS)

    async def look_once(uri: str) -> bool:
        """Ask the worker about a document and show what it finds; return whether it will find more."""
        path = to_fs_path(uri)
        if not path or unquote(uri) not in editor.connection.workspace.text_documents:
            return False  # closed since
        if not services.choices.settings.naming_enabled:
            return False
        document = editor.connection.workspace.get_text_document(uri)
        facts = {"path": path, "language": document.language_id or "", "text": document.source}
        try:
            is_reading = any(root["busy"] for root in await services.worker.ask("assist.status", DEADLINE_MS))
            found = await services.worker.ask("assist.hints", DEADLINE_MS, **facts)
        except WorkerError:
            return False  # the next change asks again
        publish(editor, uri, services.hints.put(uri, path, found))
        return is_reading

    @editor.connection.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        """Look at a document that was opened."""
        look_later(params.text_document.uri, 0)

    @editor.connection.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        """Look again when the typing pauses."""
        look_later(params.text_document.uri, QUIET_SECONDS)

    @editor.connection.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        """Have the index read a saved file at once; the watcher would find it a moment later."""
        path = to_fs_path(params.text_document.uri)
        if path:
            await tell(services, "assist.changed", paths=[path])
        look_later(params.text_document.uri, 0)

    @editor.connection.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        """Take the hints of a closed document away; from here on the index goes by its file."""
        uri, path = params.text_document.uri, to_fs_path(params.text_document.uri)
        if later := waiting.pop(uri, None):
            later.cancel()
        services.hints.drop(uri)
        publish(editor, uri, ())
        if path:
            await tell(services, "assist.closed", path=path)


async def tell(services: Services, method: str, **facts: Any) -> None:
    """Tell the index of a file, when a worker is there: one that starts later looks for itself."""
    if not services.worker.is_running:
        return
    try:
        await services.worker.ask(method, DEADLINE_MS, **facts)
    except WorkerError:
        return


def publish(editor: Editor, uri: str, hints: tuple[Hint, ...]) -> None:
    """Show hints as diagnostics of the quietest kind."""
    diagnostics = [diagnostic_of(hint) for hint in hints]
    editor.connection.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))


def diagnostic_of(hint: Hint) -> types.Diagnostic:
    """Return a hint as LSP carries it; what the code action needs travels in `data`."""
    data: dict[str, Any] = {"place": hint.place, "kind": hint.kind, "wanted": hint.wanted, "name": hint.name}
    return types.Diagnostic(
        range=range_of(hint),
        message=f"{hint.evidence}; `{hint.wanted}` would fit.",
        severity=types.DiagnosticSeverity.Hint,
        source=SOURCE,
        code=CODE,
        data=data,
    )


def range_of(hint: Hint) -> types.Range:
    """Return where a hint stands."""
    return types.Range(types.Position(*hint.start), types.Position(*hint.end))
