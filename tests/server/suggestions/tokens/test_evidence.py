import numpy as np

from undersong.suggestions.tokens.evidence import ORDERS, Tally
from undersong.suggestions.tokens.stream import tokens_of


def test_each_token_is_told_once_with_all_its_weights() -> None:
    tally = Tally()
    tally.add(tokens_of([5, 8, 5]), np.array([0, 0, 1]), np.array([1, 2, 1], np.float32))
    tally.add(tokens_of([8]), np.array([0]), np.array([3], np.float32))

    evidence = tally.evidence()

    row = {token: evidence.counts[number].tolist() for number, token in enumerate(evidence.tokens.tolist())}
    nothing = [0.0] * (len(ORDERS) - 2)
    assert row == {5: [1, 1, *nothing], 8: [5, 0, *nothing]}


def test_places_stand_for_themselves() -> None:
    tally = Tally()
    tally.add_places([tokens_of([7, 7]), tokens_of([7])], [6, 7])

    assert tally.evidence().counts.tolist() == [[0, 0, 0, 0, 0, 0, 2, 1]]


def test_one_tally_leaves_nothing_to_the_next() -> None:
    for token in (65_533, 0, 65_533):
        tally = Tally()
        tally.add_places([tokens_of([token])], [0])

        assert tally.evidence().tokens.tolist() == [token]


def test_tokens_and_counts_have_the_types_that_were_promised() -> None:
    tally = Tally()
    assert (tally.evidence().tokens.dtype, tally.evidence().counts.dtype) == (np.int32, np.float32)

    tally.add_places([tokens_of([1])], [0])
    assert (tally.evidence().tokens.dtype, tally.evidence().counts.dtype) == (np.int32, np.float32)
