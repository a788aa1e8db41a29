"""A model is judged by the tokens of a passage alone, behind what stood before."""

import numpy as np
import pytest

from builders.toys import Toy
from undersong.learning.adapting.judging import MOST_TOKENS, WORST, judge
from undersong.learning.adapting.passages import Passage


class Certain:
    """Always expects the byte after the last one."""

    def encode(self, text: str) -> np.ndarray:
        return np.frombuffer(text.encode(), np.uint8).astype(np.int64)

    def logits(self, before: np.ndarray, ids: np.ndarray) -> np.ndarray:
        self.asked = len(before) + len(ids)
        last = np.concatenate([before[-1:], ids[:-1]])
        return np.where(np.arange(256)[None] == (last + 1)[:, None], 100.0, 0.0)


def test_what_it_expects_costs_nothing_and_is_a_hit() -> None:
    score = judge(Certain(), [Passage("a", "ab", "cd")])

    assert (score.loss, score.exact, score.tokens.sum()) == (pytest.approx(0, abs=1e-9), 1.0, 2)


def test_what_it_holds_for_impossible_costs_so_much_at_most() -> None:
    score = judge(Certain(), [Passage("a", "ab", "cx")])

    assert (score.losses[0], score.exact) == (WORST, 0.5)


def test_without_anything_before_it_the_first_token_is_not_judged() -> None:
    score = judge(Certain(), [Passage("a", "", "abc"), Passage("b", "", "a"), Passage("c", "x", "")])

    assert (score.groups, score.tokens.tolist(), score.exact) == (("a",), [2.0], 1.0)


def test_no_look_is_longer_than_a_model_reads() -> None:
    model = Certain()

    judge(model, [Passage("a", "b" * 5_000, "c" * 5_000)])

    assert model.asked == MOST_TOKENS


def test_of_nothing_comes_nothing() -> None:
    score = judge(Toy(), [])

    assert (score.loss, score.exact, score.groups) == (0.0, 0.0, ())
