"""`undersong/selfReport`: how the work goes, in the person's own word."""

from typing import Any

from undersong.domain.kind import Kind
from undersong.lsp.editors import Editor
from undersong.lsp.schema import checked
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Write down self-reports: the labels that count most."""

    @editor.connection.feature("undersong/selfReport")
    def report(params: Any) -> dict[str, Any]:
        """Store the word as an event."""
        message = checked("selfReport", params)
        if not services.pause.may_record:
            return {"event": None}
        return {"event": services.recorder.write(Kind.SELF_REPORT, {"report.state": message["state"]})}
