"""Ghost text: what the worker is asked, what a window gets of its answer."""

from typing import Any

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

from undersong.lsp.ghost import items_of, question_of, silence_of

NOW_MS = 1_763_698_320_123
INVOKED, AUTOMATIC = types.InlineCompletionTriggerKind.Invoked, types.InlineCompletionTriggerKind.Automatic
ANSWER: dict[str, Any] = {
    "text": "total(invoice)",
    "confidence": 0.81234,
    "source": "both",
    "release": "completion 0.1.0",
    "alternatives": ["total(order)", "total(invoice)", "total(order)", ""],
}


def document(text: str) -> TextDocument:
    workspace = Workspace(None)
    item = types.TextDocumentItem(uri="file:///desk/a.py", language_id="python", version=1, text=text)
    workspace.put_text_document(item)
    return workspace.get_text_document(item.uri)


def params(
    line: int,
    character: int,
    trigger: types.InlineCompletionTriggerKind = AUTOMATIC,
    selected: types.SelectedCompletionInfo | None = None,
) -> types.InlineCompletionParams:
    return types.InlineCompletionParams(
        context=types.InlineCompletionContext(trigger_kind=trigger, selected_completion_info=selected),
        text_document=types.TextDocumentIdentifier(uri="file:///desk/a.py"),
        position=types.Position(line, character),
    )


def selected(text: str, line: int, start: int, end: int) -> types.SelectedCompletionInfo:
    return types.SelectedCompletionInfo(types.Range(types.Position(line, start), types.Position(line, end)), text)


def facts(item: types.InlineCompletionItem) -> dict[str, Any]:
    assert item.command is not None
    assert item.command.arguments is not None
    told: dict[str, Any] = item.command.arguments[0]
    return told


def test_the_worker_gets_all_text_on_both_sides_of_the_cursor() -> None:
    asked = question_of(document("x = 1\nreturn x\nrest"), params(1, 7))

    assert asked == {"path": "/desk/a.py", "language": "python", "prefix": "x = 1\nreturn ", "suffix": "x\nrest"}


def test_a_cursor_behind_an_emoji_is_where_the_editor_says() -> None:
    asked = question_of(document("s = '🎉' + x"), params(0, 8))

    assert (asked["prefix"], asked["suffix"]) == ("s = '🎉'", " + x")


def test_an_item_of_the_suggest_widget_counts_as_written() -> None:
    asked = question_of(document("invoice.to\nrest"), params(0, 10, selected=selected("total", 0, 8, 10)))

    assert (asked["prefix"], asked["suffix"]) == ("invoice.total", "\nrest")


def test_what_is_offered_over_the_suggest_widget_extends_its_item_in_its_place() -> None:
    info = selected("total", 0, 8, 10)

    (item,) = items_of({"text": "(tax)"}, params(0, 10, selected=info), NOW_MS, 1)

    assert (item.insert_text, item.range) == ("total(tax)", info.range)


def test_a_window_is_told_where_a_text_comes_from_and_how_sure_it_is() -> None:
    (item,) = items_of(ANSWER, params(1, 7), NOW_MS, 12.4)

    told = facts(item)
    assert (told["source"], told["release"], told["confidence"]) == ("both", "completion 0.1.0", 0.812)
    assert (told["chars"], told["lines"], told["latencyMs"], told["explored"]) == (14, 1, 12, False)
    assert told["alternatives"] == ["total(order)"]


def test_alternatives_are_offered_where_a_person_asked_and_nowhere_else() -> None:
    asked = items_of(ANSWER, params(1, 7, INVOKED), NOW_MS, 1)

    assert [item.insert_text for item in asked] == ["total(invoice)", "total(order)"]
    assert len(items_of(ANSWER, params(1, 7, AUTOMATIC), NOW_MS, 1)) == 1


def test_how_a_text_came_about_is_told_of_the_first_alone() -> None:
    answer = {**ANSWER, "signals": {"mean_logprob": -0.2, "tokens": 5.0}}

    first, second = (facts(item) for item in items_of(answer, params(1, 7, INVOKED), NOW_MS, 1))

    assert (first["signals"], second["signals"]) == ({"mean_logprob": -0.2, "tokens": 5.0}, {})


def test_every_alternative_has_an_outcome_of_its_own() -> None:
    first, second = (facts(item) for item in items_of(ANSWER, params(1, 7, INVOKED), NOW_MS, 1))

    assert first["id"] != second["id"]
    assert second["confidence"] is None


def test_an_answer_that_tells_only_its_text_is_enough() -> None:
    (item,) = items_of({"text": "x"}, params(0, 0), NOW_MS, 1)

    assert (facts(item)["source"], facts(item)["confidence"], facts(item)["alternatives"]) == ("repository", 0, [])


def test_the_workers_reason_for_silence_is_passed_on() -> None:
    assert silence_of({"silence": "too little to go by"}, is_unasked=False) == "too little to go by"


def test_a_guess_that_nobody_asked_for_is_kept_back() -> None:
    assert silence_of({"text": "x", "confidence": 0.2}, is_unasked=True) == "not sure enough"
    assert silence_of({"text": "x", "confidence": 0.2}, is_unasked=False) == ""
    assert silence_of({"text": "x", "confidence": 0.3}, is_unasked=True) == ""


def test_what_a_gate_let_through_is_not_judged_again() -> None:
    assert silence_of({"text": "x", "confidence": 0.2, "gate": 0.6}, is_unasked=True) == ""


def test_what_the_gate_held_back_is_for_those_alone_who_ask() -> None:
    held = {"text": "x", "confidence": 0.9, "gate": 0.1, "shown": False}

    assert silence_of(held, is_unasked=True) == "unlikely to be taken"
    assert silence_of(held, is_unasked=False) == ""


def test_what_is_shown_to_learn_from_says_so_unless_a_person_asked() -> None:
    answer = {**ANSWER, "gate": 0.1, "shown": True, "explored": True}

    unasked, asked = (items_of(answer, params(1, 7, kind), NOW_MS, 1)[0] for kind in (AUTOMATIC, INVOKED))

    assert facts(unasked)["explored"] is True
    assert facts(asked)["explored"] is False
