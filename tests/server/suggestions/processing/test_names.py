"""Names that stand for nothing."""

import pytest

from builders.offers import done
from undersong.suggestions.processing.base import Known
from undersong.suggestions.processing.names import Names

FILE = "import os\n\ndef load(path, *, mode):\n    |\n\nPLACE = load(1)\n"
KNOWN = Known({"registry"}.__contains__)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("return os.getcwd()", "return os.getcwd()"),
        ("return PLACE", "return PLACE"),
        ("return registry.of(path)", "return registry.of(path)"),
        ("return fantasy(path)", "return"),
        ("return path.fantasy", "return path.fantasy"),
        ("return load(path, flavour=1)", "return load(path, flavour=1)"),
        ("fantasy = load(path)", "fantasy = load(path)"),
        ("return [thing for thing in path]", "return [thing for thing in path]"),
        ("for item in path:", "for item in path:"),
        ("return f'{path}' + r'x'", "return f'{path}' + r'x'"),
        ("return 'fantasy'", "return 'fantasy'"),
        ("return load(fantasy)", "return load"),
        ("fantasy()", "<a name that is not known>"),
        ("from there import fantasy", "from there import fantasy"),
        ("with load(path) as fantasy:", "with load(path) as fantasy:"),
        ("return lambda this: this", "return lambda this: this"),
    ],
)
def test_a_text_ends_before_a_name_that_nobody_knows(text: str, kept: str) -> None:
    assert done(Names(), FILE, text, KNOWN) == kept


def test_the_rest_of_a_name_that_is_begun_is_no_name() -> None:
    assert done(Names(), "def f():\n    re|\n\nx = 1", "turn 1", KNOWN) == "turn 1"


def test_nothing_is_held_against_a_name_where_the_file_or_the_repository_is_not_in_sight() -> None:
    assert done(Names(), "x = |", "fantasy()", KNOWN) == "fantasy()"
    assert done(Names(), FILE, "fantasy()") == "fantasy()"
