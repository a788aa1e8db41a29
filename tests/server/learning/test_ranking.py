from itertools import pairwise

import numpy as np
import pytest

from undersong.learning.ranking import Lists, Plan, _gradients, fit, ranks


def made(lists: int, seed: int = 3) -> Lists:
    """Lists whose right row has the largest product of the first two of four features."""
    chance = np.random.default_rng(seed)
    sizes = chance.integers(2, 12, lists)
    rows = chance.normal(0, 1, (int(sizes.sum()), 4)).astype(np.float32)
    edges = np.concatenate([[0], np.cumsum(sizes)])
    worth = rows[:, 0] * rows[:, 1]
    right = np.array([worth[start:end].argmax() for start, end in pairwise(edges)])
    return Lists(rows, sizes.astype(np.int64), right.astype(np.int64))


def test_what_no_straight_line_tells_is_learned() -> None:
    weights = fit(made(1_500), Plan(epochs=20))

    assert (ranks(weights, made(400, seed=4)) == 0).mean() > 0.75


def test_without_hidden_units_it_is_a_straight_line() -> None:
    weights = fit(made(300), Plan(hidden=0, epochs=2))

    assert weights["inward"].shape == (4, 0)
    assert (ranks(weights, made(300, seed=4)) == 0).mean() < 0.6


def test_the_same_seed_gives_the_same_weights() -> None:
    one, other = (fit(made(100), Plan(epochs=2)) for _ in range(2))

    assert all((one[name] == other[name]).all() for name in one)


def test_a_rank_counts_those_that_come_before() -> None:
    rows = np.array([[3.0], [1.0], [2.0], [5.0], [5.0]], np.float32)
    lists = Lists(rows, np.array([3, 2]), np.array([1, 0]))
    nothing = np.zeros((1, 0))
    weights = {"mean": np.zeros(1), "scale": np.ones(1), "straight": np.ones(1), "inward": nothing}
    weights |= {"bias": np.zeros(0), "outward": np.zeros(0)}

    assert ranks(weights, lists).tolist() == [2, 0]


@pytest.mark.parametrize("name", ["straight", "inward", "bias", "outward"])
def test_gradients_are_the_slopes_of_the_loss(name: str) -> None:
    lists = made(6)
    chance = np.random.default_rng(5)
    weights = {"straight": chance.normal(size=4), "inward": chance.normal(size=(4, 3))}
    weights |= {"bias": chance.normal(size=3), "outward": chance.normal(size=3)}
    batch = np.array([4, 1, 2])

    def loss() -> float:
        total = 0.0
        for one in batch:
            rows = lists.rows[lists.starts[one] : lists.starts[one] + lists.sizes[one]].astype(float)
            hidden = np.maximum(rows @ weights["inward"] + weights["bias"], 0)
            scores = rows @ weights["straight"] + hidden @ weights["outward"]
            total += np.log(np.exp(scores).sum()) - scores[lists.right[one]]
        return total / len(batch)

    told = _gradients(weights, lists.rows, lists, batch)[name]
    before = weights[name].flat[0]
    weights[name].flat[0] = before + 1e-5
    up = loss()
    weights[name].flat[0] = before - 1e-5

    assert told.flat[0] == pytest.approx((up - loss()) / 2e-5, rel=1e-3, abs=1e-6)
