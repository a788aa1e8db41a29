"""Ghost text between LSP and the worker: what is asked, and what is made of the answer."""

from collections.abc import Iterator
from typing import Any

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from undersong.domain.ulid import new_ulid

# Where no gate has judged: ghost text that nobody asked for should begin right nine times in ten. Measured on
# repositories not tuned on, that is so from this confidence on.
SURE_ENOUGH = 0.3


def question_of(document: TextDocument, params: types.InlineCompletionParams) -> dict[str, Any]:
    """Return what the worker needs of a document to complete at a position.

    An item that is selected in the suggest widget counts as written: only what goes on from there can be shown.
    """
    text, start = document.source, document.offset_at_position(params.position)
    end, selected = start, params.context.selected_completion_info
    if selected is not None:
        start, end = (document.offset_at_position(at) for at in (selected.range.start, selected.range.end))
    prefix = text[:start] + (selected.text if selected is not None else "")
    path = to_fs_path(document.uri) or ""
    return {"path": path, "language": document.language_id or "", "prefix": prefix, "suffix": text[end:]}


def silence_of(answer: dict[str, Any], is_unasked: bool) -> str:
    """Return why nothing is offered, or nothing. What nobody asked for must have passed the gate.

    Where no gate judged, a guess is kept back.
    """
    silence = answer.get("silence") or ""
    if silence or not is_unasked:
        return str(silence)
    if answer.get("shown", True) is False:
        return "unlikely to be taken"
    is_guess = answer.get("gate") is None and answer.get("confidence", 0.0) < SURE_ENOUGH
    return "not sure enough" if is_guess else ""


def items_of(
    answer: dict[str, Any], params: types.InlineCompletionParams, now_ms: int, latency_ms: float
) -> list[types.InlineCompletionItem]:
    """Return the suggestion, and behind it its alternatives where a person asked: they can be cycled through."""
    is_asked = params.context.trigger_kind is types.InlineCompletionTriggerKind.Invoked
    texts = [answer["text"], *alternatives_of(answer)] if is_asked else [answer["text"]]
    # What a person asked for is no experiment on them.
    answer = {**answer, "explored": bool(answer.get("explored")) and not is_asked}
    told = list(facts_of(answer, texts, now_ms, latency_ms))
    return [item_of(text, facts, params) for text, facts in zip(texts, told, strict=True)]


def facts_of(answer: dict[str, Any], texts: list[str], now_ms: int, latency_ms: float) -> Iterator[dict[str, Any]]:
    """Yield what a window may tell a person of each text; the confidence belongs to the first alone."""
    for rank, text in enumerate(texts):
        yield {
            "id": new_ulid(now_ms),
            "kind": "completion",
            "release": answer.get("release", ""),
            "source": answer.get("source", "repository"),
            "confidence": round(answer.get("confidence", 0.0), 3) if rank == 0 else None,
            "firstChance": round(answer.get("first_chance") or answer.get("confidence", 0.0), 3) if rank == 0 else None,
            "explored": answer["explored"],
            **({"slice": answer["slice"]} if answer.get("slice") else {}),
            "alternatives": alternatives_of(answer) if rank == 0 else [],
            "signals": (answer.get("signals") or {}) if rank == 0 else {},
            "chars": len(text),
            "lines": text.count("\n") + 1,
            "latencyMs": round(latency_ms),
        }


def alternatives_of(answer: dict[str, Any]) -> list[str]:
    """Return the other texts for the same place, each once, without the first."""
    others = dict.fromkeys(answer.get("alternatives") or ())
    return [text for text in others if text and text != answer["text"]]


def item_of(text: str, facts: dict[str, Any], params: types.InlineCompletionParams) -> types.InlineCompletionItem:
    """Return a text as LSP carries it, with the command by which a window learns that it was taken."""
    selected = params.context.selected_completion_info
    return types.InlineCompletionItem(
        insert_text=text if selected is None else selected.text + text,
        range=types.Range(params.position, params.position) if selected is None else selected.range,
        command=types.Command("Accepted", "undersong.suggestionAccepted", arguments=[facts]),
    )
