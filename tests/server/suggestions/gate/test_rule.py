"""The stand-in without a release."""

from math import nan

import pytest

from undersong.domain.model import Model
from undersong.suggestions.gate.rule import ENTER, Rule


@pytest.mark.parametrize(("confidence", "chars", "expected"), [(0.7, 5, 0.7), (0.9, 1, 0.0), (nan, 5, 0.0)])
def test_the_rule_is_confidence_for_what_saves_a_key(confidence: float, chars: float, expected: float) -> None:
    assert Rule().predict([[confidence, chars]]) == [expected]


def test_the_rule_keeps_the_contract_of_a_model() -> None:
    model: Model = Rule()

    assert model.predict([]) == []
    assert model.threshold("enter", 0.9) == ENTER
    assert model.threshold("another", 0.9) == 0.9
