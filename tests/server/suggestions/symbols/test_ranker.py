import json

import numpy as np
import pytest

from undersong.suggestions.symbols.features import FEATURES
from undersong.suggestions.symbols.ranker import Ranker, shipped

WIDTH = len(FEATURES)


def plain(**changed: object) -> dict[str, object]:
    zeros = [0.0] * WIDTH
    inward = [[0.0, 0.0]] * WIDTH
    usual = {"mean": zeros, "scale": [1.0] * WIDTH, "straight": zeros, "inward": inward, "bias": [0.0, 0.0]}
    return {"features": list(FEATURES), **usual, "outward": [1.0, -1.0], **changed}


def test_a_straight_line_and_the_hidden_units_add_up() -> None:
    straight = [2.0, *[0.0] * (WIDTH - 1)]
    inward = [[1.0, -1.0], *[[0.0, 0.0]] * (WIDTH - 1)]
    ranker = Ranker.from_plain(plain(straight=straight, inward=inward, bias=[0.0, 1.0]))
    rows = np.zeros((2, WIDTH))
    rows[1, 0] = 3.0

    assert ranker.scores(rows).tolist() == [-1.0, 9.0]


def test_a_feature_far_off_counts_no_more() -> None:
    ranker = Ranker.from_plain(plain(straight=[1.0] * WIDTH))
    rows = np.zeros((2, WIDTH))
    rows[:, 0] = 10, 1_000

    assert ranker.scores(rows).tolist() == [6.0, 6.0]


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        Ranker.from_plain(plain(features=["engine"]))


def test_what_ships_fits_the_features_and_says_where_it_comes_from() -> None:
    from importlib.resources import files

    told = json.loads(files("undersong.suggestions.symbols").joinpath("weights.json").read_text())["provenance"]

    assert shipped().inward.shape == (WIDTH, told["hidden"])
    assert not {"httpx", "scrapy", "flask", "black"} & set(told["repositories"])
    assert told["lists"] > 5_000
