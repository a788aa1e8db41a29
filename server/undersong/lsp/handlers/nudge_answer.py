"""`undersong/nudgeAnswer`: what a person says to a nudge."""

from typing import Any

from undersong.domain.kind import Kind
from undersong.domain.nudge import Answer
from undersong.lsp.editors import Editor
from undersong.lsp.schema import checked
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Hand answers to the nudge policy and write them down."""

    @editor.connection.feature("undersong/nudgeAnswer")
    def answer(params: Any) -> dict[str, Any]:
        """The policy hears the answer even while recording is off: a snooze must hold."""
        message = checked("nudgeAnswer", params)
        services.answer_nudge(message["nudge"], Answer(message["answer"]))
        if not services.pause.may_record:
            return {"event": None}
        data = {"nudge.id": message["nudge"], "nudge.answer": message["answer"]}
        return {"event": services.recorder.write(Kind.NUDGE_ANSWERED, data)}
