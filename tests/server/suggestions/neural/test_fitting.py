from pathlib import Path

import numpy as np

from builders.language import SEEN, Remembering, tokenizer_at
from undersong.suggestions.neural.corpus import Nowhere
from undersong.suggestions.neural.fitting import BEFORE, Samples, fit, observed, together
from undersong.suggestions.neural.weights import FEATURES, SOURCES, usual_weights


def samples(right: int, count: int = 200) -> Samples:
    """Places at which one source gives the real token nine chances in ten, the others one in twenty."""
    chances = np.full((count, len(SOURCES)), 0.05)
    chances[:, right] = 0.9
    return Samples(np.random.default_rng(3).random((count, len(FEATURES))), chances)


def test_the_source_that_is_right_gets_the_weight() -> None:
    for right in range(len(SOURCES)):
        found = fit(samples(right), usual_weights())

        assert found.shares(np.full(len(FEATURES), 0.5)).argmax() == right


def test_fitting_lowers_the_surprise() -> None:
    seen = samples(1)

    assert seen.loss(fit(seen, usual_weights())) < seen.loss(usual_weights())


def test_fitting_twice_gives_the_same_weights() -> None:
    assert (fit(samples(2), usual_weights()).table == fit(samples(2), usual_weights()).table).all()


def test_a_file_is_observed_in_stretches(tmp_path: Path) -> None:
    tokenizer = tokenizer_at(tmp_path)
    ids = tokenizer.encode(SEEN * 8)
    memory = Remembering(tokenizer.encode(SEEN), len(tokenizer.pieces))

    found = list(observed(memory, ids, Nowhere(), np.random.default_rng(0)))

    assert len(found) > 1
    assert len(together(found)) == len(ids) - BEFORE
    assert len(memory.ids) == 0
    assert together(found).chances[:, 0].mean() > 0.5


def test_a_short_file_teaches_nothing(tmp_path: Path) -> None:
    memory = Remembering(np.arange(5), 400)

    assert list(observed(memory, np.arange(40), Nowhere(), np.random.default_rng(0))) == []
