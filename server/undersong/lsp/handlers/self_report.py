"""`undersong/selfReport`: how the work goes, in the person's own word."""

from collections.abc import Mapping
from typing import Any

from pygls.exceptions import JsonRpcException

from undersong.domain.kind import Kind
from undersong.lsp.editors import Editor
from undersong.lsp.refusal import MALFORMED
from undersong.lsp.schema import checked
from undersong.lsp.services import Services

FIELDS = ("state", "via", "scale", "from", "until")


def register(editor: Editor, services: Services) -> None:
    """Write down self-reports: the labels that count most."""

    @editor.connection.feature("undersong/selfReport")
    def report(params: Any) -> dict[str, Any]:
        """Store the word as an event."""
        message = checked("selfReport", params)
        if not services.pause.may_record:
            return {"event": None}
        return {"event": services.recorder.write(Kind.SELF_REPORT, data_of(message))}


def data_of(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event's data: the word, and how and of when it was said where the message tells.

    Raises
    ------
    JsonRpcException
        The stretch that is meant ends before it begins.
    """
    if "from" in message and message["from"] >= message["until"]:
        raise JsonRpcException("undersong/selfReport was refused: its stretch ends before it begins.", MALFORMED)
    return {f"report.{name}": message[name] for name in FIELDS if name in message}
