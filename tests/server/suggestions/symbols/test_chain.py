import pytest

from undersong.source.lexer import tokens_of
from undersong.suggestions.symbols.chain import Call, call_around, chain


def words(text: str) -> list[str]:
    return [token.removeprefix(" ") if token[0] != "\n" else "\n" for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("self.client", ("self", "client")),
        ("x = get(a, b(1))", ("get", "()")),
        ("Client(url).pool[0]", ("Client", "()", "pool", "[]")),
        ("a + (b)", ("()",)),
        ("'text'", ("''",)),
        ("x = ", ()),
        ("a.b.c.d.e.f.g", ("b", "c", "d", "e", "f", "g")),
    ],
)
def test_a_chain_ends_where_the_dots_end(text: str, wanted: tuple[str, ...]) -> None:
    assert chain(words(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("fetch(", Call(("fetch",), 0, frozenset(), True)),
        ("self.client.get(url, timeout=", Call(("self", "client", "get"), 1, frozenset({"timeout"}), False)),
        ("f(\n    a=1,\n    ", Call(("f",), 1, frozenset({"a"}), True)),
        ("f(g(1, 2), [3, 4], ", Call(("f",), 2, frozenset(), True)),
        ("f(g(", Call(("g",), 0, frozenset(), True)),
    ],
)
def test_the_innermost_open_call_is_found(text: str, wanted: Call) -> None:
    assert call_around(words(text)) == wanted


@pytest.mark.parametrize(
    "text",
    ["f(1)", "[1, ", "{'a': ", "def f(a, ", "class A(", "if (a and ", "f(\ndef g():\n    return ", "return (a, "],
)
def test_lists_signatures_and_forgotten_brackets_are_no_calls(text: str) -> None:
    assert call_around(words(text)) is None
