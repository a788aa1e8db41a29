"""Events become rows: what was shown, what became of it, what was kept."""

import random
from typing import Any

import pytest

from builders.days import Editor
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.suggestion import Outcome
from undersong.domain.ulid import new_ulid
from undersong.learning.adapting.outcomes import join


class Offers:
    """An editor in which suggestions are shown."""

    def __init__(self) -> None:
        self.editor = Editor()

    @property
    def events(self) -> list[Event]:
        return self.editor.events

    def show(self, chars: int = 10, kind: str = "completion", **more: Any) -> str:
        id_ = new_ulid(self.editor.now_ms, self.editor.chance.randbytes(10))
        facts = {"suggestion__id": id_, "suggestion__kind": kind, "suggestion__chars": chars, **more}
        self.editor.happen(Kind.SUGGESTION_SHOWN, **facts)
        self.editor.wait(1)
        return id_

    def tell(self, id_: str, outcome: str, kind: str = "completion", **more: Any) -> None:
        facts = {"suggestion__id": id_, "suggestion__kind": kind, "suggestion__outcome": outcome, **more}
        self.editor.happen(Kind.SUGGESTION_OUTCOME, **facts)
        self.editor.wait(1)

    def look(self, id_: str, after: str, share: float) -> None:
        told = {"suggestion__kept_after": after, "suggestion__kept_share": share}
        facts = {"suggestion__id": id_, "suggestion__kind": "completion", **told}
        self.editor.happen(Kind.SUGGESTION_OUTCOME, **facts)


def test_a_taken_text_that_stayed_earns_its_characters() -> None:
    offers = Offers()
    id_ = offers.show(chars=12)
    offers.tell(id_, "accepted", suggestion__accepted_chars=12)
    offers.look(id_, "30s", 1.0)
    offers.look(id_, "10min", 0.5)

    (row,) = join(offers.events)

    assert (row.outcome, row.part, row.taken_chars) == (Outcome.ACCEPTED, "whole", 12)
    assert row.kept == {"30s": 1.0, "10min": 0.5}
    assert row.reward == 6.0


def test_what_was_taken_and_not_looked_at_again_has_no_reward_yet() -> None:
    offers = Offers()
    offers.tell(offers.show(), "accepted", suggestion__accepted_chars=10)

    assert join(offers.events)[0].reward is None


@pytest.mark.parametrize("outcome", ["typed_through", "dismissed", "ignored"])
def test_what_was_not_taken_earns_nothing(outcome: str) -> None:
    offers = Offers()
    offers.tell(offers.show(), outcome)

    (row,) = join(offers.events)

    assert (row.outcome, row.is_taken, row.reward) == (outcome, False, 0.0)


def test_one_that_nobody_told_of_is_not_known() -> None:
    offers = Offers()
    offers.show()

    (row,) = join(offers.events)

    assert (row.outcome, row.reward) == (None, None)


def test_two_words_and_then_the_rest_is_one_that_was_taken_whole() -> None:
    offers = Offers()
    id_ = offers.show(chars=20)
    offers.tell(id_, "partly_accepted", suggestion__accepted_chars=8, suggestion__accepted_by="word")
    offers.tell(id_, "accepted", suggestion__accepted_chars=20)

    (row,) = join(offers.events)

    assert (row.outcome, row.part, row.taken_chars) == (Outcome.ACCEPTED, "whole", 20)


def test_a_word_that_was_taken_says_so() -> None:
    offers = Offers()
    offers.tell(offers.show(), "partly_accepted", suggestion__accepted_chars=4, suggestion__accepted_by="word")

    assert join(offers.events)[0].part == "word"


def test_what_was_known_when_it_was_shown_comes_along() -> None:
    offers = Offers()
    offers.show(chars=7, suggestion__confidence=0.8, file__language="python", suggestion__slice="tests")

    facts = join(offers.events)[0].facts

    assert (facts["chars"], facts["confidence"], facts["language"], facts["slice"]) == (7, 0.8, "python", "tests")


def test_other_kinds_are_left_out() -> None:
    offers = Offers()
    offers.tell(offers.show(kind="naming"), "accepted", kind="naming")

    assert join(offers.events) == ()
    assert len(join(offers.events, "naming")) == 1


def test_an_outcome_whose_showing_was_forgotten_is_a_row_without_facts() -> None:
    offers = Offers()
    offers.tell(new_ulid(offers.editor.now_ms), "dismissed")

    (row,) = join(offers.events)

    assert (row.facts, row.outcome) == ({}, Outcome.DISMISSED)


def test_the_order_of_events_makes_no_difference() -> None:
    offers = Offers()
    for number in range(20):
        id_ = offers.show(chars=number)
        offers.tell(id_, "partly_accepted", suggestion__accepted_chars=number // 2, suggestion__accepted_by="line")
        offers.tell(id_, "accepted", suggestion__accepted_chars=number)
        offers.look(id_, "commit", 0.25)
    shuffled = list(offers.events)
    random.Random(3).shuffle(shuffled)

    assert join(shuffled) == join(offers.events)
