from undersong.domain.suggestion import Context, Suggestion
from undersong.suggestions.typed_through import typed_through

OFFERED = Suggestion(" = compute(items)", 0.5, "repository", "index 1")


def at(prefix: str, suffix: str = "") -> Context:
    return Context("a.py", "python", prefix, suffix)


def test_typing_what_was_offered_leaves_the_rest() -> None:
    rest = typed_through(at("total"), OFFERED, at("total = com"))

    assert rest is not None
    assert rest.text == "pute(items)"
    assert rest.confidence == OFFERED.confidence


def test_typing_something_else_ends_the_suggestion() -> None:
    assert typed_through(at("total"), OFFERED, at("total += ")) is None


def test_nothing_is_left_at_the_end() -> None:
    assert typed_through(at("total"), OFFERED, at("total = compute(items)")) is None


def test_the_same_place_is_asked_anew() -> None:
    assert typed_through(at("total"), OFFERED, at("total")) is None


def test_another_file_or_another_text_behind_the_cursor_is_another_place() -> None:
    assert typed_through(at("total"), OFFERED, at("total =", "\n")) is None
    assert typed_through(at("total"), OFFERED, Context("b.py", "python", "total =")) is None


def test_deleting_ends_the_suggestion() -> None:
    assert typed_through(at("total"), OFFERED, at("tot")) is None


def test_alternatives_go_on_from_what_was_typed_too() -> None:
    offered = Suggestion("foo(a)", 0.5, "repository", "index 1", ("bar(b)", "foo(b)"))

    rest = typed_through(at("x = "), offered, at("x = f"))

    assert rest is not None
    assert (rest.text, rest.alternatives) == ("oo(a)", ("oo(b)",))
