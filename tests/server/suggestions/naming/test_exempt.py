import pytest

from undersong.source.definitions import definitions
from undersong.suggestions.naming.exempt import FOREIGN_NAME, bases, is_foreign_file, overrides


def bases_of(text: str) -> list[str]:
    (owner,) = {found.owner.id: found.owner for found in definitions("python", text) if found.owner}.values()
    return bases(owner)


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("class A:", []),
        ("class A(Base):", ["Base"]),
        ("class A(module.Base, Generic[T], metaclass=ABCMeta):", ["Base", "Generic"]),
        ("class A(make_base()):", ["make_base"]),
    ],
)
def test_bases_are_known_by_their_last_word(heading: str, wanted: list[str]) -> None:
    assert bases_of(f"{heading}\n    def run(self): ...\n") == wanted


@pytest.mark.parametrize(
    ("base", "is_override"), [("Exception", False), ("object", False), ("Foreign", True), ("models.Model", True)]
)
def test_only_a_base_from_elsewhere_may_name_its_methods(base: str, is_override: bool) -> None:
    found = definitions("python", f"class A({base}):\n    def goHome(self): ...\n")

    assert overrides(found[1], found) is is_override


def test_bases_that_inherit_from_each_other_end() -> None:
    found = definitions("python", "class A(B):\n    def goHome(self): ...\nclass B(A):\n    def run(self): ...\n")

    assert not overrides(found[1], found)


@pytest.mark.parametrize("name", ["setUp", "tearDownClass", "visit_Name", "do_POST", "keyPressEvent", "connectionMade"])
def test_frameworks_call_methods_by_these_names(name: str) -> None:
    assert FOREIGN_NAME.fullmatch(name)


@pytest.mark.parametrize("name", ["loadItems", "doWork_now", "getUser", "parseLine"])
def test_other_names_are_ours(name: str) -> None:
    assert not FOREIGN_NAME.fullmatch(name) or name == "doWork_now"


@pytest.mark.parametrize(("path", "foreign"), [("src/data/a.py", False), ("tests/data/a.py", True), ("a.min.js", True)])
def test_foreign_files_are_known_by_their_place(path: str, foreign: bool) -> None:
    assert is_foreign_file(path) is foreign
