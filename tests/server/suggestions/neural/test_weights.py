from pathlib import Path

import numpy as np
import pytest

from undersong.suggestions.neural.weights import FEATURES, SOURCES, Weights, read_weights, usual_weights


def test_weights_come_back_as_saved(tmp_path: Path) -> None:
    weights = Weights(np.random.default_rng(1).normal(size=(len(SOURCES), len(FEATURES) + 1)))

    weights.save(tmp_path / "w.json")

    found = read_weights(tmp_path / "w.json")
    assert found is not None
    assert np.allclose(found.table, weights.table, atol=1e-4)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"features": [], "table": [[1]]}', '{"table": "x"}'])
def test_what_does_not_fit_is_no_weights(tmp_path: Path, text: str) -> None:
    (tmp_path / "w.json").write_text(text)

    assert read_weights(tmp_path / "w.json") is None


def test_shares_add_up_to_one() -> None:
    shares = usual_weights().shares(np.full(len(FEATURES), 0.3))

    assert shares.sum() == pytest.approx(1)
    assert (shares > 0).all()
