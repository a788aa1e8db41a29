"""A block is typed with every right suggestion taken; what is asked never shows what follows."""

from pathlib import Path

import pytest

from undersong.cli.yardstick.asking import Asked, Words, ask_all, indent_of
from undersong.cli.yardstick.held import Held
from undersong.cli.yardstick.offer import Offer
from undersong.cli.yardstick.plan import Block, Cut
from undersong.cli.yardstick.scores import Answer, Saving

TEXT = "def add(one, two):\n    total = one + two\n    return total\n"


class Knowing:
    """Says the rest of a line from one place on, and nothing elsewhere."""

    def __init__(self, says: dict[str, str]) -> None:
        self.says, self.heard = says, []  # type: ignore[var-annotated]

    def suggest(self, path: str, text: str) -> Offer | None:  # noqa: ARG002 - the contract names it
        self.heard.append(text)
        found = next((rest for end, rest in self.says.items() if text.endswith(end)), None)
        return Offer(found, 0.7) if found else None


@pytest.fixture
def held() -> Held:
    return Held(Path("/nowhere"), {"m.py": TEXT})


def test_a_cut_shows_the_text_before_it_alone(held: Held) -> None:
    suggester = Knowing({"total = ": "one + two\n    return total"})

    asked = ask_all(suggester, held, [Cut("m.py", 1, 12)])

    assert suggester.heard == ["def add(one, two):\n    total = "]
    [answer] = asked.cuts
    assert (answer.got, answer.wanted, answer.confidence) == ("one + two", "one + two", 0.7)
    assert asked.first == [answer]


def test_a_right_suggestion_saves_its_characters(held: Held) -> None:
    suggester = Knowing({"total = ": "one + two"})

    asked = ask_all(suggester, held, [Block("m.py", 1, 3)])

    assert asked.savings == [Saving("m.py", characters=29, typed=20)]
    assert len(asked.jumps) == 1
    assert len(asked.typed_on) == len(suggester.heard) - 1


def test_a_wrong_or_one_letter_suggestion_saves_nothing(held: Held) -> None:
    asked = ask_all(Knowing({"total = ": "one + three", "one ": "+"}), held, [Block("m.py", 1, 2)])

    assert asked.savings == [Saving("m.py", characters=17, typed=17)]


def test_files_of_several_repositories_stay_apart() -> None:
    asked = Asked(cuts=[Answer("m.py", "x", "x")], savings=[Saving("m.py", 3, 1)])

    both = asked.under("0")
    both.add(asked.under("1"))

    assert [answer.file for answer in both.cuts] == ["0/m.py", "1/m.py"]
    assert [saving.file for saving in both.savings] == ["0/m.py", "1/m.py"]
    assert [answer.file for answer in asked.cuts] == ["m.py"]


def test_words_offer_the_word_used_last_where_none_is_begun() -> None:
    assert Words().suggest("m.py", "total = amount + ") == Offer("amount")
    assert Words().suggest("m.py", "total = amount + to") == Offer("tal")
    assert Words().suggest("m.py", "") is None


def test_tabs_and_blanks_indent() -> None:
    assert indent_of("\t  x") == 3
