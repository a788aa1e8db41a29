from pathlib import Path

import pytest

from builders.repositories import assist_on, repository
from undersong.domain.suggestion import Context
from undersong.flows.assist import Assist
from undersong.suggestions.symbols.namer import MOST_OFFERED
from undersong.suggestions.symbols.offer import Offer

FILES = {
    "shop/__init__.py": "from .client import Client\n",
    "shop/client.py": "from .kinds import Kind\n\n\nclass Base:\n    def close(self): ...\n\n\nclass Client(Base):\n"
    "    def __init__(self, base_url, timeout=3):\n        self.base_url = base_url\n        self.timeout = timeout\n\n"
    "    def send(self, request, stream=False):\n        return self.dispatch(request)\n\n"
    "    def dispatch(self, request): ...\n",
    "shop/kinds.py": "class Kind:\n    colour: str\n\n\ndef kind_of(thing, strictly): ...\n",
    "web/app.js": "function renderPage(page) {\n  return page.renderTitle();\n}\n"
    "renderPage(first);\nrenderPage(second);\n",
}


@pytest.fixture
def assist(tmp_path: Path) -> Assist:
    return assist_on(repository(tmp_path / "root", FILES), tmp_path / "index")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


def offers(assist: Assist, path: Path, text: str, language: str = "python") -> list[Offer]:
    return assist.listed(Context(str(path), language, text)).names


def names(assist: Assist, path: Path, text: str, language: str = "python") -> list[str]:
    return [offer.name for offer in offers(assist, path, text, language)]


def test_members_of_a_known_class_come_first(assist: Assist, root: Path) -> None:
    found = offers(assist, root / "new.py", "from shop import Client\n\nshop = Client()\nshop.")

    assert {"send", "close", "base_url", "timeout", "dispatch"} <= {offer.name for offer in found[:8]}
    assert {(offer.kind, offer.detail) for offer in found if offer.name == "close"} == {("method", "Base")}


def test_what_is_typed_begins_every_name(assist: Assist, root: Path) -> None:
    found = names(assist, root / "new.py", "from shop import Client\n\nshop = Client()\nshop.s")

    assert found[0] == "send"
    assert all(name.startswith("s") for name in found)


def test_a_module_offers_what_can_be_imported(assist: Assist, root: Path) -> None:
    found = offers(assist, root / "new.py", "from shop.kinds import k")

    assert (found[0].name, found[0].kind, found[0].detail) == ("kind_of", "function", "shop.kinds")


def test_what_is_imported_already_does_not_lead(assist: Assist, root: Path) -> None:
    assert names(assist, root / "new.py", "from shop.kinds import Kind, ")[0] == "kind_of"


def test_packages_offer_their_modules(assist: Assist, root: Path) -> None:
    assert set(names(assist, root / "new.py", "from shop.")[:2]) == {"client", "kinds"}


def test_keywords_of_the_called_function_are_written_with_their_sign(assist: Assist, root: Path) -> None:
    found = offers(assist, root / "new.py", "from shop.kinds import kind_of\n\nkind_of(first, s")

    assert (found[0].name, found[0].text, found[0].detail) == ("strictly", "strictly=", "argument of kind_of")


def test_a_name_in_sight_is_no_keyword(assist: Assist, root: Path) -> None:
    text = "from shop.kinds import kind_of\n\ndef f(strictly):\n    kind_of(first, s"

    assert {offer.text for offer in offers(assist, root / "new.py", text) if offer.name == "strictly"} == {"strictly"}


def test_where_a_new_name_is_given_nothing_is_offered(assist: Assist, root: Path) -> None:
    for text in ("def se", "class Cl", "x = 'se", "# se", '"""Say se', "def f():\n    '''\n    se"):
        assert names(assist, root / "new.py", text) == []


def test_behind_a_docstring_names_are_offered_again(assist: Assist, root: Path) -> None:
    assert "kind_of" in names(assist, root / "new.py", 'def f():\n    """Say."""\n    return k')


def test_the_file_itself_is_known_as_it_stands_now(assist: Assist, root: Path) -> None:
    text = "class Fresh:\n    def sparkle(self): ...\n    def run(self):\n        self.sp"

    assert names(assist, root / "new.py", text)[0] == "sparkle"


def test_the_text_on_disk_does_not_count_while_the_file_is_open(assist: Assist, root: Path) -> None:
    assert "strictly" not in names(assist, root / "shop/kinds.py", "x = str")
    assert "kind_of" not in names(assist, root / "shop/kinds.py", "x = kin")
    assert "kind_of" in names(assist, root / "shop/client.py", "x = kin")


def test_chances_fall_and_are_of_one_whole(assist: Assist, root: Path) -> None:
    chances = [offer.chance for offer in offers(assist, root / "new.py", "from shop import Client\nC")]

    assert chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) <= 1.001


def test_the_list_ends(assist: Assist, root: Path) -> None:
    many = "\n".join(f"name_{number} = {number}" for number in range(200))

    assert len(names(assist, root / "new.py", f"{many}\nname")) == MOST_OFFERED


def test_after_a_value_only_joints_are_offered(assist: Assist, root: Path) -> None:
    assert set(names(assist, root / "new.py", "iterable = 1\nif value i")) <= {"in", "is", "if", "import"}


@pytest.mark.parametrize("language", ["javascript", "typescript", "java", "csharp", "go", "plaintext", ""])
def test_other_languages_get_the_words_of_file_and_index(assist: Assist, root: Path, language: str) -> None:
    text = "function first(pageNumber) {\n  renderPage(pageNumber);\n  ren"

    assert names(assist, root / "web/new.js", text, language)[0] == "renderPage"


@pytest.mark.parametrize(
    "text", ["", "\n", ".", "(", "from ", "import ", "@", "x.", "f(", "\t\tself.", "é", "from . import "]
)
def test_the_shortest_texts_do_no_harm(assist: Assist, root: Path, text: str) -> None:
    assert isinstance(names(assist, root / "new.py", text), list)


def test_outside_of_any_repository_the_file_speaks_alone(assist: Assist) -> None:
    assert names(assist, Path("/elsewhere/a.py"), "colour = 1\ncount = 2\nprint(col")[0] == "colour"
