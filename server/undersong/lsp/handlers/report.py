"""`undersong/report`: one's own flow report."""

from typing import Any

from pygls.exceptions import JsonRpcException

from undersong.domain.errors import WorkerError
from undersong.domain.span import span_from_words
from undersong.lsp.editors import Editor
from undersong.lsp.refusal import NO_WORKER
from undersong.lsp.schema import checked
from undersong.lsp.services import Services

# A year of windows is summed in about a second.
DEADLINE_MS = 30_000


def register(editor: Editor, services: Services) -> None:
    """Have the worker make reports: a long range must not hold up the daemon."""

    @editor.connection.feature("undersong/report")
    async def report(params: Any) -> Any:
        """Return what `messages/report.json` describes."""
        message = checked("report", params)
        since, until = span_from_words(message["since"], message.get("until"), services.clock.now_ms())
        try:
            return await services.worker.ask("report.make", DEADLINE_MS, since_ms=since, until_ms=until)
        except WorkerError as error:
            raise JsonRpcException(str(error), NO_WORKER) from error
