"""`undersong/review`: the few stretches of a day, to say of each how it went."""

from typing import Any

from pygls.exceptions import JsonRpcException

from undersong.domain.errors import WorkerError
from undersong.domain.span import span_from_words
from undersong.lsp.editors import Editor
from undersong.lsp.refusal import NO_WORKER
from undersong.lsp.schema import checked
from undersong.lsp.services import Services

DEADLINE_MS = 10_000


def register(editor: Editor, services: Services) -> None:
    """Have the worker look through the day: the daemon goes on listening."""

    @editor.connection.feature("undersong/review")
    async def review(params: Any) -> Any:
        """Return what `messages/review.json` describes."""
        message = checked("review", params)
        since, until = span_from_words(message["since"], message.get("until"), services.clock.now_ms())
        try:
            return await services.worker.ask("review.make", DEADLINE_MS, since_ms=since, until_ms=until)
        except WorkerError as error:
            raise JsonRpcException(str(error), NO_WORKER) from error
