import pytest

from undersong.source.outline import outline_of, packed_outline
from undersong.suggestions.symbols.resolve import Meaning, View
from undersong.suggestions.symbols.scope import scope_at
from undersong.suggestions.symbols.table import SymbolTable

FILES = {
    "shop/__init__.py": "from .client import Client\nfrom . import kinds\n",
    "shop/client.py": "from .kinds import Kind\n\n\nclass Pool:\n    size: int\n"
    "    def get(self, key) -> Kind: ...\n\n\n"
    "class Client:\n    pool: Pool\n    def __init__(self, url, timeout=3): ...\n"
    "    def send(self, request, stream): ...\n"
    "    @property\n    def kind(self) -> Kind: ...\n\n\ndef connect(url, by) -> Client: ...\n\n\ndefault = Client()\n",
    "shop/kinds.py": "class Kind:\n    colour: str\n",
}
OWN = """
import shop
from shop import Client as Customer, kinds
from shop.client import connect, default
from elsewhere import Client


class Mine(Client):
    def __init__(self): self.pool = Pool()
    def run(self, other: Client, request):
        local = Client()
"""


@pytest.fixture
def view() -> View:
    table = SymbolTable()
    for path, text in FILES.items():
        table.put(path, packed_outline(text))
    return View("app.py", outline_of(OWN), scope_at(OWN, 8), table)


@pytest.mark.parametrize(
    ("chain", "wanted"),
    [
        (("self",), Meaning("Mine")),
        (("self", "pool"), Meaning("Pool")),
        (("self", "pool", "get", "()"), Meaning("Kind")),
        (("other",), Meaning("Client")),
        (("local", "kind"), Meaning("Kind")),
        (("Customer", "()", "pool"), Meaning("Pool")),
        (("connect", "()", "pool"), Meaning("Pool")),
        (("default",), Meaning("Client")),
        (("shop",), Meaning(module="shop/__init__.py")),
        (("shop", "Client"), Meaning("Client")),
        (("kinds",), Meaning(module="shop/kinds.py")),
        (("kinds", "Kind"), Meaning("Kind")),
        (("super", "()"), Meaning("Mine")),
        (("client",), Meaning("Client", is_guess=True)),
        (("the_pool",), Meaning("Pool", is_guess=True)),
        (("request",), Meaning()),
        (("local", "[]"), Meaning()),
        ((), Meaning()),
    ],
)
def test_a_chain_means_what_its_last_link_is(view: View, chain: tuple[str, ...], wanted: Meaning) -> None:
    assert view.meaning(chain) == wanted


@pytest.mark.parametrize(
    ("chain", "wanted"),
    [
        (("connect",), ("url", "by")),
        (("Customer",), ("self", "url", "timeout")),
        (("other", "send"), ("self", "request", "stream")),
        (("self", "pool", "get"), ("self", "key")),
        (("kinds", "Kind"), ("colour",)),
    ],
)
def test_a_call_runs_what_its_chain_means(view: View, chain: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    assert [function.parameters for function in view.functions(chain)] == [wanted]


def test_a_method_of_an_unknown_thing_may_be_any_of_that_name(view: View) -> None:
    assert [function.parameters for function in view.functions(("request", "send"))] == [("self", "request", "stream")]


def test_imports_in_a_ring_end() -> None:
    table = SymbolTable()
    table.put("a.py", packed_outline("from b import X\n"))
    table.put("b.py", packed_outline("from a import X\n"))
    own = outline_of("from a import X\n")

    assert View("c.py", own, scope_at("", 0), table).meaning(("X",)) == Meaning()
