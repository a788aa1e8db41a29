from undersong.cli.bench.identifier_places import Place, defined_in, places_in

SHOP = """
class Client:
    retries: int = 3
    def __init__(self, base_url): self.base_url = base_url
    def send(self, request, *, stream=False): ...


def connect(url, timeout): ...
"""
USES = """from shop import Client, connect
from json import loads


def run(request):
    client = connect(url="é", timeout=2)
    client.send(request, stream=loads("1"))
    client.retries = 4
    return len(client.base_url)
"""


def found() -> dict[tuple[str, str], Place]:
    defined = defined_in({"src/shop.py": SHOP, "app.py": USES})
    return {(place.name, place.kind): place for place in places_in("app.py", USES, defined)}


def test_uses_of_what_the_repository_defines_are_found_with_their_kind() -> None:
    assert set(found()) == {
        ("Client", "import"),
        ("connect", "import"),
        ("connect", "identifier"),
        ("url", "keyword"),
        ("timeout", "keyword"),
        ("stream", "keyword"),
        ("send", "attribute"),
        ("request", "identifier"),
        ("base_url", "attribute"),
    }


def test_a_place_is_where_the_name_begins_in_characters() -> None:
    place = found()["timeout", "keyword"]

    assert (place.path, place.row, place.column) == ("app.py", 5, USES.split("\n")[5].index("timeout"))


def test_a_class_is_called_with_its_fields_and_the_parameters_of_its_making() -> None:
    assert defined_in({"shop.py": SHOP}).parameters["Client"] == {"retries", "self", "base_url"}


def test_what_does_not_parse_defines_nothing() -> None:
    assert defined_in({"bad.py": "def f(:\n"}).names == set()
    assert places_in("bad.py", "def f(:\n", defined_in({})) == []
