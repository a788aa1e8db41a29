"""One's own suggestions in figures: whole, and for each kind of work apart."""

import random
from typing import Any

import pytest

from builders.days import Editor
from undersong.domain.event import Event
from undersong.domain.kind import Kind
from undersong.domain.ulid import new_ulid
from undersong.flows.outcomes import accept_figures


def offers(number: int, seed: int = 7, slices: tuple[str, ...] = ("tests",), knows: bool = True) -> list[Event]:
    """Return suggestions of 10 characters; a confidence that knows is high where they are taken."""
    editor, chance = Editor(), random.Random(seed)
    for place in range(number):
        id_, taken = new_ulid(editor.now_ms, chance.randbytes(10)), chance.random() < 0.4
        sure = (0.7 if taken == knows else 0.2) + chance.random() * 0.2
        about: dict[str, Any] = {"suggestion__id": id_, "suggestion__kind": "completion"}
        facts = {"suggestion__chars": 10, "suggestion__slice": slices[place % len(slices)]}
        editor.happen(Kind.SUGGESTION_SHOWN, **about, **facts, suggestion__confidence=sure)
        editor.wait(1)
        told = {"suggestion__outcome": "accepted" if taken else "dismissed", "suggestion__accepted_chars": 10 * taken}
        editor.happen(Kind.SUGGESTION_OUTCOME, **about, **told)
        if taken:
            look = {"suggestion__kept_after": "30s", "suggestion__kept_share": 0.5}
            editor.happen(Kind.SUGGESTION_OUTCOME, **about, **look)
    return editor.events


def test_a_confidence_that_knows_ranks_well_and_one_that_is_turned_round_does_not() -> None:
    assert accept_figures(offers(100))["auc"] == 1.0
    assert accept_figures(offers(100, knows=False))["auc"] == 0.0


def test_what_was_taken_and_kept_is_counted() -> None:
    found = accept_figures(offers(100))

    assert found["n"] == found["shown"] == 100
    assert found["taken_share"] == pytest.approx(found["positives"] / 100)
    assert found["dismissed_share"] == pytest.approx(1 - found["taken_share"])
    assert found["kept_share"] == 0.5
    assert found["kept_chars"] == pytest.approx(5 * found["taken_share"], abs=0.001)


def test_slices_are_told_apart_and_add_up() -> None:
    found = accept_figures(offers(90, slices=("tests", "tests", "endpoints")))

    assert [each["slice"] for each in found["slices"]] == ["tests", "endpoints"]
    assert [each["shown"] for each in found["slices"]] == [60, 30]


def test_a_few_suggestions_rank_nothing() -> None:
    found = accept_figures(offers(10))

    assert (found["n"], found["auc"], found["ece"]) == (10, None, None)
    assert found["taken_share"] is not None


def test_of_nothing_nothing_is_known() -> None:
    found = accept_figures([])

    assert (found["n"], found["auc"], found["taken_share"], found["kept_chars"]) == (0, None, None, None)
    assert found["slices"] == []
