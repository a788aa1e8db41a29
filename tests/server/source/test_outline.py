import pytest

from undersong.source.outline import Function, Outline, names_in, outline_of, packed_outline
from undersong.source.outlining import class_made, open_quotes, parameters_of, type_in

CLIENT = '''
from typing import Any
from ..models import Request, Response as Answer
from . import (
    utils,  # noqa
    codes as status,
)
import os.path, json as js

LIMIT = 3
default: Client = Client()


class Client(Base, http.Mixin, metaclass=Meta):
    """Not a class of: anything.

    class Fake:
        def nothing(self): ...
    """

    retries: int = 3
    transport = Transport(verify=True)

    def __init__(self, base_url, *, timeout: Timeout = Timeout(5, (1, 2)), **options):
        self.base_url = base_url
        self.pool: Pool = make()
        local = 1

    async def send(
        self,
        request: Request,
        stream=False,
    ) -> "Answer | None":
        def inner(one): return one
        return await self._dispatch(request)


def fetch(url, *names: str, by: Client | None = None) -> Answer:
    hidden = 1
    return hidden
'''


@pytest.fixture(scope="module")
def outline() -> Outline:
    return outline_of(CLIENT)


def test_a_class_has_its_bases_by_their_last_word(outline: Outline) -> None:
    assert outline.classes["Client"].bases == ("Base", "Mixin")


def test_members_are_what_the_body_binds_and_what_self_has(outline: Outline) -> None:
    assert set(outline.classes["Client"].members) == {
        *("retries", "transport", "__init__", "send"),
        *("base_url", "pool", "_dispatch"),
    }


def test_members_have_the_class_that_is_made_or_told(outline: Outline) -> None:
    members = outline.classes["Client"].members

    assert (members["transport"], members["pool"], members["send"]) == ("Transport", "Pool", "Answer")


def test_methods_have_their_parameters_over_several_lines(outline: Outline) -> None:
    methods = outline.classes["Client"].methods

    assert methods["__init__"].parameters == ("self", "base_url", "timeout", "options")
    assert methods["send"] == Function(("self", "request", "stream"), "Answer")


def test_functions_and_variables_are_those_of_the_module(outline: Outline) -> None:
    assert outline.functions == {"fetch": Function(("url", "names", "by"), "Answer")}
    assert outline.names == {"LIMIT": "", "default": "Client"}


def test_imports_say_where_each_name_comes_from(outline: Outline) -> None:
    assert outline.imports == {
        "Any": "typing:Any",
        "Request": "..models:Request",
        "Answer": "..models:Response",
        "utils": ".:utils",
        "status": ".:codes",
        "os": "os",
        "js": "json",
    }


def test_what_stands_in_a_docstring_is_nothing(outline: Outline) -> None:
    assert set(outline.classes) == {"Client"}


def test_half_typed_code_is_read_as_far_as_it_goes() -> None:
    found = outline_of("class A:\n    def f(self, a, b=(1,\n")

    assert found.classes["A"].methods["f"].parameters == ("self", "a", "b")


def test_a_property_without_arguments_keeps_to_itself() -> None:
    found = outline_of("class A:\n    def f(self): return max(1, 2)\n    def g(self, value): ...\n")

    assert {name: method.parameters for name, method in found.classes["A"].methods.items()} == {
        "f": ("self",),
        "g": ("self", "value"),
    }


def test_it_is_packed_into_one_line(outline: Outline) -> None:
    packed = packed_outline(CLIENT)

    assert "\n" not in packed
    assert Outline.unpacked(packed) == outline
    assert Outline.unpacked("") == Outline()


def test_names_are_told_without_unpacking() -> None:
    packed = packed_outline("import os\nLIMIT = 1\nclass A:\n    def f(self): self.x = self.f\n    x = 1\n")

    assert list(names_in(packed)) == [
        ("variable", "LIMIT"),
        ("class", "A"),
        ("method", "f"),
        ("parameter", "self"),
        ("attribute", "x"),
    ]


def test_a_long_line_of_open_brackets_costs_no_more_than_its_length() -> None:
    assert outline_of("def f(" + "((a, " * 20_000).functions.keys() == {"f"}


@pytest.mark.parametrize(
    ("signature", "names"),
    [("a, b", ["a", "b"]), ("*, a=f(1, 2), b='x,y'", ["a", "b"]), ("", []), ("a: dict[str, int], /, **k", ["a", "k"])],
)
def test_parameters_end_at_commas_outside_of_brackets(signature: str, names: list[str]) -> None:
    assert [name for name, _ in parameters_of(signature)] == names


@pytest.mark.parametrize(
    ("annotation", "wanted"), [("Optional[Client]", "Client"), ("int", ""), ("'list[Item]'", "Item"), (None, "")]
)
def test_wrappers_are_not_the_class_meant(annotation: str | None, wanted: str) -> None:
    assert type_in(annotation) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"), [("Client(1)", "Client"), ("await http.Client()", "Client"), ("make()", ""), ("CONSTANT", "")]
)
def test_what_is_called_with_a_capital_is_made(value: str, wanted: str) -> None:
    assert class_made(value) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [('"""a', '"""'), ('"""a"""', ""), ("x = '''", "'''"), ('"""a"""\n\'\'\'b', "'''"), ("x", ""), ('""""""', "")],
)
def test_quotes_that_are_open_at_the_end_are_told(text: str, wanted: str) -> None:
    assert open_quotes(text) == wanted
