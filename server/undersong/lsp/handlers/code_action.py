"""`textDocument/codeAction`: the fix for a naming hint, and the way to send it away."""

from typing import Any

from lsprotocol import types

from undersong.lsp.editors import Editor
from undersong.lsp.handlers.documents import diagnostic_of, range_of
from undersong.lsp.handlers.rename import edit_for
from undersong.lsp.hints import Hint
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Offer fixes; the edit itself is computed when one is chosen."""
    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix], resolve_provider=True)

    @editor.connection.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return the actions for the hints that touch the range."""
        uri = params.text_document.uri
        touching = [hint for hint in services.hints.of(uri) if touches(range_of(hint), params.range)]
        return [action for hint in touching for action in actions_for(uri, hint)]

    @editor.connection.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        """Compute the rename of a chosen action."""
        data: Any = action.data
        if isinstance(data, dict) and "wanted" in data:
            position = types.Position(data["line"], data["character"])
            action.edit = await edit_for(editor, services, data["uri"], position, data["wanted"])
        return action


def actions_for(uri: str, hint: Hint) -> list[types.CodeAction]:
    """Return the rename, where there is one, and the dismissal of a hint."""
    facts = {"uri": uri, "place": hint.place, "kind": hint.kind}
    dismiss = types.CodeAction(
        title=f"Do not offer this for `{hint.name}` again",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic_of(hint)],
        command=types.Command("Dismiss", "undersong.hint.dismiss", arguments=[facts]),
    )
    if not hint.has_fix:
        return [dismiss]
    line, character = hint.start
    fix = types.CodeAction(
        title=f"Rename `{hint.name}` to `{hint.wanted}`",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic_of(hint)],
        is_preferred=True,
        command=types.Command("Renamed", "undersong.hint.taken", arguments=[facts]),
        data={"uri": uri, "line": line, "character": character, "wanted": hint.wanted},
    )
    return [fix, dismiss]


def touches(one: types.Range, other: types.Range) -> bool:
    """Tell whether two ranges share a place."""
    return not (one.end < other.start or other.end < one.start)
