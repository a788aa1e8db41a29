"""`undersong/record`: a batch of events, acknowledged after the commit."""

from typing import Any

from pygls.exceptions import JsonRpcException

from undersong.domain.errors import StoreError, StoreFull
from undersong.domain.kind import Kind
from undersong.lsp.convert import rows_from_wire
from undersong.lsp.editors import Editor
from undersong.lsp.refusal import MALFORMED, NOT_RECORDING, STORE_BUSY, STORE_FULL
from undersong.lsp.services import Services

LONGEST_BATCH = 5000


def register(editor: Editor, services: Services) -> None:
    """Store this window's batches.

    The handler runs inline: 100 events take less than a millisecond, and what is acknowledged must be on disk.
    """

    @editor.connection.feature("undersong/record")
    def record(params: Any) -> dict[str, Any]:
        """Validate each event by itself, store the good ones, and answer with the reasons for the others."""
        events = params.get("events") if isinstance(params, dict) else None
        if not isinstance(events, list) or len(events) > LONGEST_BATCH:
            raise JsonRpcException(
                f"`events` must be a list of at most {LONGEST_BATCH}; send a smaller batch.", MALFORMED
            )
        if not services.pause.may_record:
            raise JsonRpcException("Recording is off or paused; nothing was stored.", NOT_RECORDING)
        rows, refused = rows_from_wire(events, services.attend.closed_until_ms)
        try:
            stored = services.recorder.keep(rows)
        except StoreError as error:
            raise JsonRpcException(str(error), STORE_FULL if isinstance(error, StoreFull) else STORE_BUSY) from error
        if any(row.kind == Kind.FOCUS_CHANGED for row in rows):
            services.editors.focus(editor.window)
        return {"stored": stored.stored, "duplicates": stored.duplicates, "refused": refused}
