import pytest

from undersong.source.outline import outline_of, packed_outline
from undersong.suggestions.symbols.table import SymbolTable, dotted_names

FILES = {
    "src/shop/__init__.py": "from .client import Client\n",
    "src/shop/client.py": "class Base:\n    kind: Kind\n    def close(self): ...\n\n\n"
    "class Client(Base):\n    def __init__(self, url, timeout): self.url = url\n    def send(self, request): ...\n",
    "src/shop/kind.py": "class Kind:\n    colour: str\n    size: int\n\n\ndef kind_of(thing, *, strict): ...\n",
    "tests/test_client.py": "def test_it(): ...\n",
}


@pytest.fixture
def table() -> SymbolTable:
    table = SymbolTable()
    for path, text in FILES.items():
        table.put(path, packed_outline(text))
    return table


def test_a_class_has_the_members_of_its_bases(table: SymbolTable) -> None:
    members = table.members("Client")

    assert set(members) == {"__init__", "send", "url", "kind", "close"}
    assert (members["kind"].owner, members["kind"].type, members["kind"].is_method) == ("Base", "Kind", False)
    assert members["send"].is_method


def test_a_member_without_a_class_of_its_own_has_that_of_the_base(table: SymbolTable) -> None:
    own = outline_of("class Mine(Client):\n    def f(self): return self.kind\n")

    assert (table.members("Mine", own)["kind"].owner, table.members("Mine", own)["kind"].type) == ("Mine", "Kind")


def test_a_class_of_the_file_itself_comes_first(table: SymbolTable) -> None:
    own = outline_of("class Client:\n    mine = 1\n")

    assert set(table.members("Client", own)) == {"mine"}


def test_bases_that_are_each_other_end(table: SymbolTable) -> None:
    own = outline_of("class A(B):\n    a = 1\nclass B(A):\n    b = 1\n")

    assert set(table.members("A", own)) == {"a", "b"}


def test_calling_a_class_takes_the_parameters_of_its_making(table: SymbolTable) -> None:
    assert table.called("Client")[0].parameters == ("self", "url", "timeout")
    assert table.called("Kind")[0].parameters == ("colour", "size")
    assert table.called("kind_of")[0].parameters == ("thing", "strict")


@pytest.mark.parametrize(
    ("dotted", "importer", "wanted"),
    [
        ("shop.client", "", "src/shop/client.py"),
        ("shop", "", "src/shop/__init__.py"),
        (".client", "src/shop/kind.py", "src/shop/client.py"),
        ("..shop.kind", "src/tools/x.py", "src/shop/kind.py"),
        (".", "src/shop/kind.py", "src/shop/__init__.py"),
        (".client", "tests/test_client.py", None),
        ("os.path", "", None),
    ],
)
def test_a_module_is_found_from_where_it_is_imported(
    table: SymbolTable, dotted: str, importer: str, wanted: str | None
) -> None:
    assert table.module(dotted, importer) == wanted


def test_a_package_tells_its_modules(table: SymbolTable) -> None:
    assert table.inner("shop") == {"client", "kind"}
    assert table.inner(".", "src/shop/kind.py") == {"client", "kind"}


def test_a_module_exports_what_it_defines_and_imports(table: SymbolTable) -> None:
    assert table.exported("src/shop/kind.py") == {"Kind": "class", "kind_of": "function"}
    assert table.exported("src/shop/__init__.py") == {"Client": "import"}
    assert table.exported("nowhere.py") == {}


def test_a_file_that_is_gone_leaves_nothing(table: SymbolTable) -> None:
    for path in FILES:
        table.drop(path)

    assert (table.classes, table.functions, table.exported("src/shop/kind.py")) == ({}, {}, {})
    assert not any(table.counts.values())
    assert table.module("shop.client") is None
    assert (table.inner("shop"), table.beginning("C")) == (set(), set())


def test_a_file_read_again_counts_once(table: SymbolTable) -> None:
    table.put("src/shop/kind.py", packed_outline("class Kind:\n    weight: int\n"))

    assert set(table.members("Kind")) == {"weight"}
    assert table.counts["class"]["Kind"] == 1
    assert "kind_of" not in table.functions


def test_the_version_tells_whether_anything_changed(table: SymbolTable) -> None:
    before = table.version
    table.put("src/shop/kind.py", packed_outline(FILES["src/shop/kind.py"]))
    unchanged = table.version
    table.drop("src/shop/kind.py")

    assert unchanged == before < table.version


def test_names_are_found_by_their_first_letter(table: SymbolTable) -> None:
    assert table.beginning("K") == {"Kind"}
    assert table.beginning("k") == {"kind_of"}


def test_the_file_under_the_caret_is_left_out(table: SymbolTable) -> None:
    table.hidden = "src/shop/kind.py"

    assert (table.members("Kind"), table.called("kind_of"), table.beginning("k")) == ({}, [], set())
    assert "send" in table.members("Client")


def test_the_shortest_dotted_name_comes_first() -> None:
    assert dotted_names("a/b/c.py") == ["c", "b.c", "a.b.c"]
