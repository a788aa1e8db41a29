"""Whether a suggestion is shown."""

from collections.abc import Sequence
from typing import ClassVar

import pytest

from builders.offers import at, offered
from undersong.domain.suggestion import Context
from undersong.suggestions.gate import Gate, Judgement, Moment
from undersong.suggestions.gate.gate import EXPLORED

LATER = Moment()


class Fixed:
    """A model that says the confidence, and keeps what it was asked."""

    name: ClassVar[str] = "accept 0.0.1"
    features: ClassVar[tuple[str, ...]] = ("chars", "confidence", "a_feature_of_tomorrow")
    is_experimental: ClassVar[bool] = True

    def __init__(self, **thresholds: float) -> None:
        self._thresholds, self.asked = thresholds, list[Sequence[float]]()

    def threshold(self, name: str, default: float) -> float:
        return self._thresholds.get(name, default)

    def predict(self, rows: Sequence[Sequence[float]]) -> list[float]:
        self.asked += rows
        return [row[1] for row in rows]


def judged(gate: Gate, text: str, confidence: float, code: str = "x = ") -> Judgement:
    return gate.judge(offered(text, confidence), at(code), LATER)


def test_what_is_likely_enough_is_shown() -> None:
    assert judged(Gate(Fixed(enter=0.4)), "value", 0.5) == Judgement(0.5, True, False, 0.4)


def test_a_short_text_has_to_be_likelier_than_a_long_one() -> None:
    gate = Gate(Fixed(enter=0.2, wrong_cost=4.0))

    assert judged(gate, "ab", 0.6).threshold == 0.8
    assert judged(gate, "a" * 9, 0.6).threshold == pytest.approx(1 / 3)
    assert judged(gate, "a" * 100, 0.6).threshold == 0.2


def test_the_model_gets_its_columns_in_its_order_and_no_number_for_those_unknown() -> None:
    model = Fixed(enter=0.4)
    judged(Gate(model), "value", 0.5)

    chars, confidence, unknown = model.asked[0]
    assert (chars, confidence) == (5.0, 0.5)
    assert unknown != unknown


def test_of_what_is_held_back_one_in_twenty_is_shown_to_learn_from() -> None:
    gate = Gate(Fixed(enter=0.4), seed=3)
    judgements = [judged(gate, f"value_{n}", 0.1) for n in range(4000)]
    explored = [judgement for judgement in judgements if judgement.is_exploration]

    assert all(judgement.is_shown is judgement.is_exploration for judgement in judgements)
    assert len(explored) / 4000 == pytest.approx(EXPLORED, abs=0.012)


def test_what_was_shown_to_learn_from_does_not_flicker() -> None:
    one, other = Gate(Fixed(enter=0.4), seed=3), Gate(Fixed(enter=0.4), seed=3)

    for n in range(200):
        assert judged(one, f"value_{n}", 0.1) == judged(other, f"value_{n}", 0.1) == judged(one, f"value_{n}", 0.1)


def test_another_seed_explores_elsewhere() -> None:
    shown = [{n for n in range(500) if judged(Gate(Fixed(enter=0.4), seed), f"v{n}", 0.1).is_shown} for seed in (1, 2)]

    assert shown[0] != shown[1]


def test_without_a_release_the_rule_judges() -> None:
    gate = Gate()

    assert gate.name == "accept (rule)"
    assert judged(gate, "value", 0.31).is_shown
    assert not judged(gate, "value", 0.29).probability >= judged(gate, "value", 0.29).threshold


def test_odd_texts_are_judged_all_the_same() -> None:
    for text in ("", "\n\n", "\ud83d", "x" * 5000):
        assert 0 <= Gate().judge(offered(text, 0.2), Context("\ud83d", "", "\ud83d", ""), LATER).probability <= 1
