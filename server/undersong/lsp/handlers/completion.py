"""`textDocument/completion`: the repository's names in the order of their likelihood, for clients without our window.

Our own extension shows ghost text beside the language server that a person has; a second list would only double that
one. It gets none unless it says `completionList` at `initialize`.
"""

import re
from collections.abc import Iterator
from typing import Any

from lsprotocol import types
from pygls.uris import to_fs_path

from undersong.domain.errors import WorkerError
from undersong.lsp.editors import Editor
from undersong.lsp.services import Services

WORD = re.compile(r"\w+")
# A list that comes later has been overtaken by the next key.
DEADLINE_MS = 300
KINDS = {
    "class": types.CompletionItemKind.Class,
    "function": types.CompletionItemKind.Function,
    "method": types.CompletionItemKind.Method,
    "attribute": types.CompletionItemKind.Field,
    "parameter": types.CompletionItemKind.Variable,
    "variable": types.CompletionItemKind.Variable,
    "module": types.CompletionItemKind.Module,
    "keyword": types.CompletionItemKind.Keyword,
    "word": types.CompletionItemKind.Text,
}
OPTIONS = types.CompletionOptions(trigger_characters=["."], resolve_provider=False)


def register(editor: Editor, services: Services) -> None:
    """Offer the list; it is always incomplete, since one more letter changes its order."""

    @editor.connection.feature(types.TEXT_DOCUMENT_COMPLETION, OPTIONS)
    async def complete(params: types.CompletionParams) -> types.CompletionList:
        """Return the names that may stand at the caret, or none."""
        nothing = types.CompletionList(is_incomplete=True, items=[])
        if not services.choices.settings.completion_enabled:
            return nothing
        document = editor.connection.workspace.get_text_document(params.text_document.uri)
        text, offset, version = document.source, document.offset_at_position(params.position), document.version
        question = {"path": to_fs_path(document.uri) or "", "language": document.language_id or ""}
        try:
            answer = await services.worker.ask(
                "assist.list", DEADLINE_MS, **question, prefix=text[:offset], suffix=text[offset:]
            )
        except WorkerError:
            return nothing
        if document.version != version:
            return nothing  # the text has moved on
        return types.CompletionList(is_incomplete=True, items=list(items_of(answer, params.position)))


def items_of(answer: dict[str, Any], position: types.Position) -> Iterator[types.CompletionItem]:
    """Yield the rest of the line where it is likelier than a name alone, then the names, in order.

    Each replaces what is typed of its word, so that no client has to guess where the word begins.
    """
    typed = answer["typed"]
    start = types.Position(position.line, position.character - len(typed.encode("utf-16-le")) // 2)
    span = types.Range(start, position)
    texts = [(name["name"], name["text"], KINDS[name["kind"]], name["detail"]) for name in answer["names"]]
    if rest := line_of(answer):
        texts.insert(0, (rest.strip(), rest, types.CompletionItemKind.Snippet, "this repository"))
    for place, (name, text, kind, detail) in enumerate(texts):
        yield types.CompletionItem(
            label=text.strip(),
            kind=kind,
            detail=detail or None,
            sort_text=f"{place:03}",
            filter_text=name,
            text_edit=types.TextEdit(span, text),
        )


def line_of(answer: dict[str, Any]) -> str:
    """Return what is typed with the rest of the line, or nothing where a name should come first.

    The line comes first where it begins with the likeliest name, or with something likelier than any name. One that
    only finishes a name is left to the name.
    """
    line, names = answer["line"], answer["names"]
    if not line:
        return ""
    rest = str(answer["typed"] + line["text"])
    if rest in [name["text"] for name in names]:
        return ""
    first = WORD.match(rest)
    begins_alike = not names or (first is not None and first.group() == names[0]["name"])
    return rest if begins_alike or line["first_chance"] > names[0]["chance"] else ""
