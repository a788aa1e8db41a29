import pytest

from undersong.suggestions.symbols.caret import Caret, caret_at


def at(prefix: str, language: str = "python") -> Caret:
    caret = caret_at(prefix, language)
    assert caret is not None
    return caret


@pytest.mark.parametrize(
    ("prefix", "kind", "typed"),
    [
        ("x = cli", "name", "cli"),
        ("x = ", "name", ""),
        ("self.cli", "attribute", "cli"),
        ("fetch(ur", "argument", "ur"),
        ("fetch(a + ur", "name", "ur"),
        ("fetch(url=ur", "name", "ur"),
        ("from shop import Cl", "imported", "Cl"),
        ("from shop import (\n    Base,\n    Cl", "imported", "Cl"),
        ("from shop.cl", "module", "cl"),
        ("import shop.cl", "module", "cl"),
        ("import os, sh", "module", "sh"),
        ("def fe", "definition", "fe"),
        ("class Cl", "definition", "Cl"),
        ("x = [na", "name", "na"),
        ("@prop", "name", "prop"),
    ],
)
def test_the_kind_of_place_is_told(prefix: str, kind: str, typed: str) -> None:
    caret = at(prefix)

    assert (caret.kind, caret.typed) == (kind, typed)


@pytest.mark.parametrize(
    "prefix", ["x = 'cli", "# self.cli", "x = 1  # cli", 'x = f"no brace cli', 'x = f"{a} cli', "f'{{cli", "d['ke"]
)
def test_in_strings_and_comments_there_is_no_place(prefix: str) -> None:
    assert caret_at(prefix) is None


@pytest.mark.parametrize("prefix", ["value ", "f(1)", "x = 3 ", "x = 'a' ", "a[0]", "x = None "])
def test_where_a_value_has_ended_no_name_is_due(prefix: str) -> None:
    assert caret_at(prefix) is None


@pytest.mark.parametrize("prefix", ["return ", "a in ", "match ", "not "])
def test_behind_a_word_that_wants_a_value_one_is_due(prefix: str) -> None:
    assert at(prefix).kind == "name"


def test_a_letter_behind_a_value_begins_a_joint() -> None:
    assert at("if value i").is_after_value
    assert not at("if i").is_after_value


def test_in_the_braces_of_an_f_string_there_is_code() -> None:
    caret = at("print(f'{a} and {self.b")

    assert (caret.kind, caret.receiver, caret.typed, caret.line) == ("attribute", ("self",), "b", "print(self.b")


def test_an_import_knows_its_module_and_what_it_has() -> None:
    caret = at("from ..shop import Base, other as one, Cl")

    assert (caret.module, caret.used) == ("..shop", frozenset({"Base", "other", "as", "one"}))
    assert at("from .cl").module == "."
    assert at("from shop.inner.cl").module == "shop.inner"


def test_an_import_that_is_closed_is_over() -> None:
    assert at("from shop import (\n    Base,\n)\nx = Ba").kind == "name"
    assert at("from shop import Base\nBa").kind == "name"


def test_what_is_given_a_value_is_known() -> None:
    assert at("    self.timeout = ti").target == "timeout"
    assert at("fetch(timeout=ti").target == "timeout"
    assert at("age: int = a").target == "age"


def test_another_language_has_no_python_imports() -> None:
    assert at("import cl", "typescript").kind == "name"
    assert caret_at("// cl", "typescript") is None
    assert at("this.cl", "java").receiver == ("this",)
