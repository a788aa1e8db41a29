"""The commands behind a hint's code actions; they work in every client."""

from typing import Any

from undersong.domain.kind import Kind
from undersong.domain.ulid import new_ulid
from undersong.lsp.editors import Editor
from undersong.lsp.handlers.documents import publish
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Write down what became of a hint."""

    def write(outcome: str) -> None:
        """Store the outcome, when anything may be stored."""
        if services.pause.may_record:
            suggestion = new_ulid(services.clock.now_ms())
            data = {"suggestion.id": suggestion, "suggestion.kind": "naming", "suggestion.outcome": outcome}
            services.recorder.write(Kind.SUGGESTION_OUTCOME, data)

    @editor.connection.command("undersong.hint.taken")
    def taken(_: dict[str, Any]) -> None:
        """A rename was applied."""
        write("accepted")

    @editor.connection.command("undersong.hint.dismiss")
    def dismiss(facts: dict[str, Any]) -> None:
        """A hint was sent away: it is not offered again at that place."""
        services.hints.dismiss(facts["place"], facts["kind"])
        publish(editor, facts["uri"], services.hints.of(facts["uri"]))
        write("dismissed")
