import pytest

from undersong.source.definitions import definitions
from undersong.suggestions.index.stream import raw_codes
from undersong.suggestions.index.vocabulary import Vocabulary
from undersong.suggestions.naming.counting import count_names, is_counted
from undersong.suggestions.naming.styles import style_of

PYTHON = '''
MAX_SIZE = 3
app = make()


class ItemStore:
    """Keeps items, def no_function here."""

    def find_item(self, wanted_item, depth: int = 2, **options):
        found_items = [wanted_item]
        return found_items


async def loadAll(first_path, mode=("a", "b")):
    total_size = 1
    call(key_word=1)
    return total_size
'''
JAVASCRIPT = (
    "const MAX_SIZE = 3;\nexport function loadAll(firstPath) {\n  const totalSize = 1;\n}\nclass ItemStore {}\n"
)


def counted(text: str, language: str) -> dict[str, int]:
    vocabulary = Vocabulary()
    return count_names(raw_codes(text, vocabulary), language, vocabulary)


def test_python_names_are_counted_by_kind_and_style() -> None:
    assert counted(PYTHON, "python") == {
        "class PascalCase": 1,
        "method snake_case": 1,
        "function camelCase": 1,
        "parameter snake_case": 2,
        "parameter word": 3,
        "constant UPPER_CASE": 1,
        "variable snake_case": 2,
    }


def test_tokens_count_as_the_tree_does() -> None:
    by_tree: dict[str, int] = {}
    for found in definitions("python", PYTHON):
        if is_counted(found.name) and found.name not in ("self", "options"):
            key = f"{found.kind} {style_of(found.name)}"
            by_tree[key] = by_tree.get(key, 0) + 1

    by_tokens = counted(PYTHON, "python")

    assert by_tree == {**by_tokens, "parameter word": by_tokens["parameter word"] - 1}


def test_javascript_names_are_counted() -> None:
    assert counted(JAVASCRIPT, "typescript") == {
        "class PascalCase": 1,
        "function camelCase": 1,
        "parameter camelCase": 1,
        "constant UPPER_CASE": 1,
        "variable camelCase": 1,
    }


def test_other_languages_and_empty_files_count_nothing() -> None:
    assert counted("func goHome() {}", "go") == {}
    assert counted("", "python") == {}


@pytest.mark.parametrize("name", ["x", "_", "__init__", "$form", "_i"])
def test_names_that_say_nothing_are_left_out(name: str) -> None:
    assert not is_counted(name)


def test_long_strings_are_no_keywords() -> None:
    assert counted('"' + "words " * 30 + '"\nx_y = 1\n', "python") == {"constant snake_case": 1}
