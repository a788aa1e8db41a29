import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersong.suggestions.neural.mixing import entropy, expect, features, only, restricted, softmax, weigh
from undersong.suggestions.neural.weights import FEATURES, usual_weights
from undersong.suggestions.tokens.evidence import ORDERS, Evidence

NONE = Evidence(np.zeros(0, np.int32), np.zeros((0, len(ORDERS)), np.float32), 0)
FLAT = np.full(100, 0.01)


def evidence(*rows: tuple[int, float], longest: int = 8) -> Evidence:
    """Tokens that followed matches of up to `longest` tokens so often."""
    reach = [order <= longest for order in ORDERS]
    counts = np.array([[count * reached for reached in reach] for _, count in rows], np.float32)
    return Evidence(np.array([token for token, _ in rows], np.int32), counts, longest)


def test_without_evidence_the_model_decides() -> None:
    model = FLAT.copy()
    model[42] = 0.5

    assert expect(model, NONE, NONE, usual_weights(), None).token == 42


def test_a_long_match_outweighs_a_model_that_does_not_know() -> None:
    found = expect(FLAT.copy(), NONE, evidence((7, 5)), usual_weights(), None)

    assert found.token == 7
    assert found.is_known
    assert found.chance > 0.3


def test_only_allowed_tokens_come() -> None:
    model = FLAT.copy()
    model[42] = 0.5

    found = expect(model, evidence((42, 9)), NONE, usual_weights(), np.array([3, 4]))

    assert found.token in (3, 4)


def test_a_second_choice_stands_beside_the_first() -> None:
    model = FLAT.copy()
    model[42], model[43] = 0.5, 0.3

    found = expect(model, NONE, NONE, usual_weights(), None)

    assert (found.token, found.second) == (42, 43)
    assert found.rival < found.chance


def test_chances_of_a_corpus_never_exceed_one() -> None:
    known = weigh(evidence((1, 3), (2, 50), (3, 1)))

    assert 0 < known.chances.sum() <= 1
    assert known.tokens[known.chances.argmax()] == 2


def test_a_longer_match_is_trusted_more() -> None:
    assert weigh(evidence((1, 2), longest=12)).chances[0] > weigh(evidence((1, 2), longest=1)).chances[0]


def test_nothing_known_has_no_chances() -> None:
    assert len(weigh(NONE).tokens) == 0


def test_evidence_about_other_tokens_is_left_out() -> None:
    assert only(evidence((1, 2), (5, 3)), np.array([5])).tokens.tolist() == [5]
    assert only(evidence((1, 2)), np.array([5])).longest == 0


def test_each_feature_has_a_name() -> None:
    assert len(features(FLAT, entropy(FLAT), weigh(NONE), weigh(evidence((1, 2))))) == len(FEATURES)


def test_a_distribution_over_nothing_allowed_is_empty() -> None:
    assert restricted(np.array([1.0, 0.0]), np.array([1])).sum() == 0


@given(logits=st.lists(st.floats(-50, 50), min_size=2, max_size=30))
def test_probabilities_add_up(logits: list[float]) -> None:
    assert softmax(np.array(logits, np.float32)).sum() == pytest.approx(1, abs=1e-5)
