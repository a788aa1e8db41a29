import pytest

from undersong.suggestions.symbols.scope import given_in, scope_at

ABOVE = """
def helper(a): ...


class Client(Base):
    retries = 3

    def first(self, one): ...

    async def send(self, request: Request, *, stream=False) -> Response:
        pool = Pool(1)
        for name, value in headers:
            with opened() as file:
                answer: Answer = await run()
"""


def test_inside_a_method_all_around_it_can_be_seen() -> None:
    scope = scope_at(ABOVE, 8)

    assert (scope.class_name, scope.function) == ("Client", "send")
    assert scope.parameters == {"self": "", "request": "Request", "stream": ""}
    assert scope.locals == {"stream": "", "pool": "Pool", "name": "", "value": "", "file": "", "answer": "Answer"}


def test_in_the_class_body_there_is_no_function() -> None:
    scope = scope_at(ABOVE, 4)

    assert (scope.class_name, scope.function, scope.parameters) == ("Client", "", {})


def test_at_the_left_margin_nothing_is_around() -> None:
    scope = scope_at(ABOVE, 0)

    assert (scope.class_name, scope.function, scope.parameters, scope.locals) == ("", "", {}, {})


def test_an_inner_function_sees_the_parameters_of_the_outer() -> None:
    scope = scope_at("def outer(first: One, shared: A):\n    def inner(shared: B):\n", 8)

    assert scope.function == "inner"
    assert scope.parameters == {"first": "One", "shared": "B"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("a == b", {}), ("a = C(b=1)", {"a": "C"}), ("if (n := len(x)):", {"n": ""}), ("x.y = 1", {"y": ""})],
)
def test_only_what_gets_a_value_is_given(text: str, wanted: dict[str, str]) -> None:
    assert given_in(text) == wanted
