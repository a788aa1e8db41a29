from typing import Any

from lsprotocol import types

from undersong.lsp.handlers.completion import KINDS, items_of, line_of

AT = types.Position(3, 10)


def name(text: str, kind: str = "method", chance: float = 0.4) -> dict[str, Any]:
    return {"name": text.rstrip("="), "text": text, "kind": kind, "detail": "Client", "chance": chance}


def line(text: str, first_chance: float = 0.2) -> dict[str, Any]:
    return {"text": text, "confidence": 0.1, "first_chance": first_chance}


def answer(typed: str, names: list[dict[str, Any]], rest: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"typed": typed, "names": names, "line": rest}


def written(item: types.CompletionItem) -> str:
    assert isinstance(item.text_edit, types.TextEdit)
    return item.text_edit.new_text


def test_names_keep_their_order_for_the_client() -> None:
    items = list(items_of(answer("s", [name("send"), name("stream"), name("sent")]), AT))

    assert [item.label for item in sorted(items, key=lambda item: item.sort_text or "")] == ["send", "stream", "sent"]
    assert (items[0].kind, items[0].detail) == (types.CompletionItemKind.Method, "Client")


def test_an_item_replaces_what_is_typed_of_the_word() -> None:
    (item,) = items_of(answer("sé", [name("séance")]), AT)

    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.range == types.Range(types.Position(3, 8), AT)


def test_letters_beyond_the_first_plane_count_twice() -> None:
    (item,) = items_of(answer("\U00020000a", [name("\U00020000ab")]), AT)

    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.range.start.character == 7


def test_a_keyword_is_found_by_its_name_and_written_with_its_sign() -> None:
    (item,) = items_of(answer("t", [name("timeout=", "parameter")]), AT)

    assert (item.filter_text, written(item)) == ("timeout", "timeout=")


def test_a_line_that_begins_with_the_likeliest_name_comes_first() -> None:
    items = list(items_of(answer("se", [name("send"), name("self")], line("nd(request)")), AT))

    assert [written(item) for item in items] == ["send(request)", "send", "self"]


def test_a_line_with_a_likelier_beginning_comes_first() -> None:
    likelier = answer("", [name("send", chance=0.2)], line(") -> None:", first_chance=0.3))
    less_likely = answer("", [name("send", chance=0.4)], line(") -> None:", first_chance=0.3))

    assert line_of(likelier) == ") -> None:"
    assert line_of(less_likely) == ""


def test_a_line_that_only_finishes_a_name_is_the_name() -> None:
    items = list(items_of(answer("se", [name("send")], line("nd")), AT))

    assert [written(item) for item in items] == ["send"]


def test_without_names_the_line_stands_alone() -> None:
    (item,) = items_of(answer("", [], line(" = client.get(url)")), AT)

    assert (item.label, written(item)) == ("= client.get(url)", " = client.get(url)")


def test_every_kind_of_name_has_an_icon() -> None:
    kinds = {"class", "function", "method", "attribute", "parameter", "variable", "module", "keyword", "word"}

    assert set(KINDS) == kinds
