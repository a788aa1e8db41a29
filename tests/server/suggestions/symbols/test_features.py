import numpy as np
import pytest

from undersong.source.outline import Outline, packed_outline
from undersong.suggestions.completion.cursor import cursor_at
from undersong.suggestions.completion.document import Document
from undersong.suggestions.index.vocabulary import Vocabulary
from undersong.suggestions.symbols.caret import caret_at
from undersong.suggestions.symbols.features import FEATURES, Facts, measure, parts_of
from undersong.suggestions.symbols.resolve import View
from undersong.suggestions.symbols.scene import Scene, known_at
from undersong.suggestions.symbols.scope import scope_at
from undersong.suggestions.symbols.table import SymbolTable

SHOP = "class Client:\n    def send(self, request, stream): ...\n    pool = 1\n\n\ndef fetch(url, timeout): ...\n"
ABOVE = """class Client:
    def send(self, request): self.pool = request
    def run(self, timeout):
        pool = self.pool
"""


@pytest.fixture
def table() -> SymbolTable:
    table = SymbolTable()
    table.put("shop.py", packed_outline(SHOP))
    return table


def rows(table: SymbolTable, line: str, *names: str) -> list[dict[str, float]]:
    vocabulary = Vocabulary()
    above = Document(vocabulary)
    above.replace(ABOVE.split("\n")[:-1])
    caret = caret_at(ABOVE + line)
    assert caret is not None
    cursor = cursor_at(caret.line, above)
    view = View("app.py", Outline(), scope_at(ABOVE, 8), table)
    numbers = np.array([vocabulary[name] >> 1 for name in names])
    nothing = np.zeros(len(vocabulary.words))
    words = frozenset(line.replace("(", " ").split())
    scene = Scene(caret, view, known_at(caret, view), cursor, None, [nothing] * 4, nothing, words)
    return [dict(zip(FEATURES, row, strict=True)) for row in measure(scene, names, numbers, Facts(table)).tolist()]


def test_members_of_what_stands_before_the_dot_are_told_apart(table: SymbolTable) -> None:
    send, url = rows(table, "        self.", "send", "url")

    assert (send["is_member"], send["is_no_member"]) == (1, 0)
    assert (url["is_member"], url["is_no_member"]) == (0, 1)
    assert send["at_attribute"] == send["knows_receiver"] == 1


def test_a_guess_from_the_name_alone_is_marked(table: SymbolTable) -> None:
    send, url = rows(table, "        client.", "send", "url")

    assert (send["is_member"], send["is_guessed_member"], url["is_no_member"]) == (0, 1, 0)


def test_parameters_of_the_call_are_known_with_their_place(table: SymbolTable) -> None:
    timeout, url = rows(table, "        fetch(url, ", "timeout", "url")

    assert (timeout["is_parameter"], timeout["parameter_place"]) == (1, 1)
    assert (url["is_parameter"], url["parameter_place"]) == (1, 0.5)


def test_a_keyword_that_is_given_is_no_candidate_again(table: SymbolTable) -> None:
    (url,) = rows(table, "        fetch(url=1, ", "url")

    assert (url["is_parameter"], url["is_given"]) == (0, 1)


def test_the_name_that_gets_the_value_is_near(table: SymbolTable) -> None:
    timeout, total = rows(table, "        self.timeout = t", "timeout", "total_timeout")

    assert (timeout["is_target"], timeout["target_parts"]) == (1, 1)
    assert (total["is_target"], total["target_parts"]) == (0, 0.5)


def test_the_nearer_use_is_the_more_recent(table: SymbolTable) -> None:
    pool, request, never = rows(table, "        x = ", "pool", "request", "never")

    assert pool["recency"] < request["recency"] < never["recency"]
    assert (pool["file"], never["file"]) == (pytest.approx(np.log1p(3)), 0)
    assert pool["is_local"] == 1


def test_what_a_name_is_elsewhere_is_counted(table: SymbolTable) -> None:
    send, client, none = rows(table, "        x = ", "send", "Client", "None")

    assert (send["method_count"], client["class_count"]) == (pytest.approx(np.log(2)),) * 2
    assert (client["is_capital"], none["is_keyword"]) == (1, 1)


def test_facts_are_of_one_state_of_the_repository(table: SymbolTable) -> None:
    facts = Facts(table)
    before = facts.is_of(table)
    table.put("other.py", packed_outline("def send(): ...\n"))

    assert before
    assert not facts.is_of(table)
    assert not Facts(SymbolTable()).is_of(table)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("HTTPRequest_old2", {"http", "request", "old", "2"}), ("_", set()), ("camelCase", {"camel", "case"})],
)
def test_parts_are_the_words_of_a_name(name: str, wanted: set[str]) -> None:
    assert parts_of(name) == wanted
