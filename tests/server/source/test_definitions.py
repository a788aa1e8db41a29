from undersong.source.definitions import definitions

PYTHON = """
LIMIT = 3
app = make()
class Shop(Base):
    size = 2
    def find_item(self, wanted, depth: int = 2, *, deep=False):
        found = wanted
        def inner(q): ...
def load(path: str, mode="r"):
    for line in open(path):
        with line as given:
            first, second = line
"""


def kinds(language: str, text: str) -> list[tuple[str, str]]:
    return [(found.name, found.kind) for found in definitions(language, text)]


def test_python_names_have_their_kinds() -> None:
    assert kinds("python", PYTHON) == [
        ("LIMIT", "constant"),
        ("Shop", "class"),
        ("find_item", "method"),
        ("self", "parameter"),
        ("wanted", "parameter"),
        ("depth", "parameter"),
        ("deep", "parameter"),
        ("found", "variable"),
        ("inner", "function"),
        ("q", "parameter"),
        ("load", "function"),
        ("path", "parameter"),
        ("mode", "parameter"),
        ("line", "variable"),
        ("given", "variable"),
        ("first", "variable"),
        ("second", "variable"),
    ]


def test_a_method_and_its_parameters_know_their_class() -> None:
    owned = [found.name for found in definitions("python", PYTHON) if found.owner is not None]

    assert owned == ["find_item", "self", "wanted", "depth", "deep"]


def test_typescript_and_javascript_are_read_alike() -> None:
    text = (
        "const KIND = 'x'; const load = (aB) => { let q = 1 }; class Foo { bar(x) { const y = 2 } }\nfunction go() {}"
    )
    wanted = [
        ("KIND", "constant"),
        ("load", "function"),
        ("aB", "parameter"),
        ("q", "variable"),
        ("Foo", "class"),
        ("bar", "method"),
        ("x", "parameter"),
        ("y", "variable"),
        ("go", "function"),
    ]

    assert kinds("javascript", text) == wanted
    assert kinds("typescript", text) == wanted


def test_a_broken_file_still_gives_what_can_be_seen() -> None:
    assert ("load", "function") in kinds("python", "def load(path):\n    return path\n\nx = (\n")


def test_a_language_without_a_grammar_gives_nothing() -> None:
    assert definitions("cobol", "MOVE A TO B.") == []
