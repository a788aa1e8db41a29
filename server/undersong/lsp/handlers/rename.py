"""`textDocument/rename`: scope-correct, and only where a hint stands, so that other providers keep their place."""

from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import from_fs_path, to_fs_path

from undersong.domain.errors import WorkerError
from undersong.lsp.editors import Editor
from undersong.lsp.handlers.documents import range_of
from undersong.lsp.refusal import NO_WORKER
from undersong.lsp.services import Services

# Looking through a large repository for references takes seconds; the editor shows its own progress meanwhile.
DEADLINE_MS = 30_000


def register(editor: Editor, services: Services) -> None:
    """Rename what a hint is about."""

    @editor.connection.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.Range | None:
        """Return the range of the hinted name, or nothing."""
        spans = (range_of(hint) for hint in services.hints.of(params.text_document.uri))
        return next((span for span in spans if span.start <= params.position <= span.end), None)

    @editor.connection.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        """Return the edits of a rename."""
        return await edit_for(editor, services, params.text_document.uri, params.position, params.new_name)


async def edit_for(
    editor: Editor, services: Services, uri: str, position: types.Position, new_name: str
) -> types.WorkspaceEdit:
    """Have the worker rename, and return its edits by document.

    Raises
    ------
    JsonRpcException
        The rename is not safe, or the worker is away; the message says which.
    """
    document = editor.connection.workspace.get_text_document(uri)
    facts: dict[str, Any] = {"path": to_fs_path(uri) or "", "text": document.source, "new_name": new_name}
    try:
        edits = await services.worker.ask(
            "assist.rename", DEADLINE_MS, line=position.line, character=position.character, **facts
        )
    except WorkerError as error:
        raise JsonRpcException(str(error), NO_WORKER) from error
    changes: dict[str, list[types.TextEdit]] = {}
    for edit in edits:
        target = from_fs_path(edit["path"]) or uri
        span = types.Range(types.Position(*edit["start"]), types.Position(*edit["end"]))
        changes.setdefault(uri if edit["path"] == facts["path"] else target, []).append(
            types.TextEdit(span, edit["text"])
        )
    return types.WorkspaceEdit(changes=changes)
