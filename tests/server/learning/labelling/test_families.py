"""Which functions count as one."""

import numpy as np

from undersong.learning.labelling.base import LabellingFunction
from undersong.learning.labelling.families import families_of


def named(*looks_at: str) -> list[LabellingFunction]:
    return [LabellingFunction(f"f{at}", "it votes", look, lambda _, __: 0) for at, look in enumerate(looks_at)]


def votes(columns: int, rows: int = 400, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(-1, 2, (rows, columns)).astype(np.int8)


def test_functions_that_declare_the_same_evidence_are_a_family() -> None:
    assert families_of(named("runs", "typing", "runs"), votes(3)) == (0, 1, 0)


def test_copies_and_their_opposites_are_a_family_whatever_they_declare() -> None:
    cast = votes(4)
    cast[:, 2], cast[:, 3] = cast[:, 0], -cast[:, 1]

    assert families_of(named("a", "b", "c", "d"), cast) == (0, 1, 0, 1)


def test_functions_that_hardly_vote_are_no_copies() -> None:
    cast = np.zeros((400, 2), np.int8)
    cast[:5] = 1

    assert families_of(named("a", "b"), cast) == (0, 1)


def test_good_functions_that_agree_often_stay_apart() -> None:
    truths = np.where(np.random.default_rng(3).random(2000) < 0.5, 1, -1)
    wrong = np.random.default_rng(4).random((2000, 2)) < 0.1

    assert families_of(named("a", "b"), np.where(wrong, -truths[:, None], truths[:, None]).astype(np.int8)) == (0, 1)
