"""All handlers, in the order in which a window meets them."""

from undersong.lsp.editors import Editor
from undersong.lsp.handlers import (
    ask_answer,
    clock,
    code_action,
    completion,
    corrected,
    documents,
    hint_commands,
    initialize,
    inline_completion,
    kept,
    nudge_answer,
    outcome,
    pause,
    record,
    rename,
    report,
    review,
    self_report,
    settings,
    status,
)
from undersong.lsp.services import Services

HANDLERS = (
    initialize,
    settings,
    documents,
    record,
    outcome,
    kept,
    corrected,
    nudge_answer,
    self_report,
    ask_answer,
    review,
    status,
    report,
    pause,
    inline_completion,
    completion,
    code_action,
    rename,
    hint_commands,
    clock,
)


def register_all(editor: Editor, services: Services) -> None:
    """Teach a new connection everything."""
    for handler in HANDLERS:
        handler.register(editor, services)
