import pytest

from undersong.domain.position import Position, Span
from undersong.suggestions.naming.conventions import Convention
from undersong.suggestions.naming.outliers import MOST_HINTS, outliers

SNAKE = ("function", "method", "variable", "parameter")
CONVENTIONS = {
    **{kind: Convention(kind, "snake_case", 400, 404) for kind in SNAKE},
    "class": Convention("class", "PascalCase", 90, 91),
    "constant": Convention("constant", "UPPER_CASE", 90, 91),
}


def names(text: str, path: str = "shop/items.py", language: str = "python") -> list[str]:
    return [hint.name for hint in outliers(path, language, text, CONVENTIONS)]


def test_a_departing_function_is_told_with_its_evidence() -> None:
    (hint,) = outliers("a.py", "python", "def loadItems(path):\n    return path\n", CONVENTIONS)

    assert (hint.name, hint.wanted, hint.kind, hint.has_fix) == ("loadItems", "load_items", "function", True)
    assert hint.evidence == "400 of 404 functions here are snake_case"
    assert hint.span == Span(Position(0, 4), Position(0, 13))


def test_each_kind_is_judged_by_its_own_convention() -> None:
    text = "maxSize = 3\nclass item_store:\n    def findItem(self, theItem):\n        aLocal = theItem\n"

    assert names(text) == ["maxSize", "item_store", "findItem", "theItem", "aLocal"]


def test_places_are_counted_in_utf16_units() -> None:
    (hint,) = outliers("a.py", "python", "x = '😀'; badName = 2\n", {"constant": CONVENTIONS["constant"]})

    assert hint.span.start == Position(0, 10)


def test_a_name_is_told_once() -> None:
    assert names("def f(x):\n    myValue = 1\n    myValue = 2\n    return myValue\n") == ["myValue"]


@pytest.mark.parametrize(
    "text",
    [
        "def __getattr__(name): ...\n",
        "def x(): ...\n",
        "class T(unittest.TestCase):\n    def setUp(self): ...\n    def assertThing(self): ...\n",
        "class V(ast.NodeVisitor):\n    def visit_FunctionDef(self, node): ...\n",
        "class H(BaseHTTPRequestHandler):\n    def do_GET(self): ...\n    def logMessage(self): ...\n",
        "class A:\n    def goHome(self): ...\nclass B(A):\n    def goHome(self): ...\n".replace("goHome", "setUp"),
        "from x import badName, otherThing\nimport weirdModule\n",
        "def f():\n    Model = get_model()\n    LIMIT = 3\n    return Model, LIMIT\n",
        "def f(Model, URL): ...\n",
        "app_name = 'shop'\n",
        "def test_GET_returns_html(): ...\n",
    ],
)
def test_names_that_others_chose_are_no_outliers(text: str) -> None:
    assert names(text) == []


def test_a_method_of_an_unknown_base_may_be_called_anything() -> None:
    assert names("class W(QWidget):\n    def paintCanvas(self, thePainter): ...\n") == []


def test_a_method_of_a_base_in_the_same_file_is_judged_where_it_begins() -> None:
    text = "class A:\n    def goHome(self): ...\nclass B(A):\n    def goHome(self): ...\n    def goAway(self): ...\n"

    hints = outliers("a.py", "python", text, CONVENTIONS)

    assert [(hint.name, hint.span.start.line) for hint in hints] == [("goHome", 1), ("goAway", 4)]


@pytest.mark.parametrize("path", ["tests/data/x.py", "app/migrations/0001.py", "_vendor/y.py", "api_pb2.py"])
def test_files_that_others_wrote_are_left_alone(path: str) -> None:
    assert names("def loadItems(): ...\n", path) == []


def test_django_settings_may_have_any_constants() -> None:
    assert names("siteName = 'x'\n", "shop/settings.py") == []


def test_a_convention_that_is_not_plain_is_not_told() -> None:
    weak = {"function": Convention("function", "snake_case", 30, 40)}

    assert outliers("a.py", "python", "def loadItems(): ...\n", weak) == ()


def test_a_file_full_of_outliers_has_its_own_convention() -> None:
    assert names("".join(f"def loadItem{chr(65 + n % 26)}{n}(): ...\n" for n in range(MOST_HINTS + 1))) == []


def test_javascript_has_hints_without_a_fix() -> None:
    camel = {"function": Convention("function", "camelCase", 90, 91)}

    (hint,) = outliers("a.ts", "typescript", "function load_items() {}\n", camel)

    assert (hint.wanted, hint.has_fix) == ("loadItems", False)


def test_a_javascript_constant_may_be_written_either_way() -> None:
    assert names("export const claim = 'x';\n", "a.ts", "typescript") == []


def test_a_language_without_conventions_has_no_hints() -> None:
    assert names("func load_items() {}", "a.go", "go") == []
