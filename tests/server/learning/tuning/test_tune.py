"""Tuning on texts, on a base of two blocks."""

import time
from pathlib import Path

import pytest

from builders.programs import program
from undersong.domain.errors import TooFewExamples, TrainingAbandoned

pytestmark = pytest.mark.train
pytest.importorskip("torch", reason="needs the training environment")
DOCUMENTS = [program(seed) for seed in range(30)]


def never() -> bool:
    return False


def test_texts_that_were_kept_out_surprise_less_after_tuning(tmp_path: Path) -> None:
    from builders.bases import small_base
    from undersong.learning.tuning.tune import tune

    tuned = tune(small_base(), DOCUMENTS, [], 6.0, tmp_path, never)

    assert tuned.tokens > 0
    assert tuned.loss_after < tuned.loss_before - 0.2


def test_the_adapter_makes_of_the_base_what_was_tuned(tmp_path: Path) -> None:
    from builders.bases import small_base
    from undersong.learning.language.adapter import apply_adapter, read_adapter
    from undersong.learning.language.network import network_of
    from undersong.learning.language.tokens import tokenizer
    from undersong.learning.tuning import making
    from undersong.learning.tuning import tune as tuning

    base = small_base()
    tuned = tuning.tune(base, DOCUMENTS, [], 4.0, tmp_path, never)

    joined = network_of(base.shape, apply_adapter(base.shape, base.weights, read_adapter(tuned.adapter)))
    _, held = tuning._parted(DOCUMENTS, 7)
    encode = making.encoder(tokenizer(base.tokens, base.merges, base.specials))
    probes = making.probes_of(held, encode, making.marks_of(base), tuning.LENGTH, tuning.PROBES)
    assert making.probe_loss(joined, probes) == pytest.approx(tuned.loss_after, abs=0.02)


def test_tuning_begins_from_what_the_release_was_tuned_to(tmp_path: Path) -> None:
    from builders.bases import small_base
    from undersong.learning.tuning.tune import tune

    base = small_base()
    first = tune(base, DOCUMENTS, [], 4.0, tmp_path / "first", never)

    second = tune(base, DOCUMENTS, [], 0.0, tmp_path / "second", never, shipped=first.adapter)

    assert second.tokens == 0
    assert second.loss_before == pytest.approx(first.loss_after, abs=0.02)
    assert second.loss_after == pytest.approx(first.loss_after, abs=0.02)


def test_whoever_comes_back_is_not_kept_waiting_and_nothing_is_lost(tmp_path: Path) -> None:
    from builders.bases import small_base
    from undersong.learning.tuning.checkpoint import read_checkpoint
    from undersong.learning.tuning.tune import CHECKPOINT, tune

    begun = time.monotonic()
    came_back: list[float] = []

    def comes_back() -> bool:
        if time.monotonic() - begun > 3.0:
            came_back.append(time.monotonic())
        return bool(came_back)

    with pytest.raises(TrainingAbandoned):
        tune(small_base(layers=8, width=256, feed_forward=512), DOCUMENTS, [], 600.0, tmp_path, comes_back)

    assert time.monotonic() - came_back[0] < 1.0
    found = read_checkpoint(tmp_path / CHECKPOINT)
    assert found is not None
    assert found[0].steps > 0


def test_a_night_that_was_broken_off_goes_on_where_it_was(tmp_path: Path) -> None:
    from builders.bases import small_base
    from undersong.learning.tuning.tune import tune

    asked: list[float] = []

    def after_a_while() -> bool:
        asked.append(time.monotonic())
        return asked[-1] - asked[0] > 3.0

    with pytest.raises(TrainingAbandoned):
        tune(small_base(), DOCUMENTS, [], 600.0, tmp_path, after_a_while)

    tuned = tune(small_base(), DOCUMENTS, [], 0.1, tmp_path, never)

    assert tuned.tokens > 0, "the budget was spent the first time; what was learned then counts"
    assert tuned.loss_after < tuned.loss_before - 0.1


def test_a_single_text_teaches_nothing(tmp_path: Path) -> None:
    from builders.bases import small_base
    from undersong.learning.tuning.tune import tune

    with pytest.raises(TooFewExamples):
        tune(small_base(), DOCUMENTS[:1], [], 1.0, tmp_path, never)
