"""Steps within a budget."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders.programs import program
from undersong.domain.errors import TrainingAbandoned
from undersong.learning.corpus.sequences import Manner, Marks, Piece, Sequences

pytestmark = pytest.mark.train
torch = pytest.importorskip("torch", reason="needs the training environment")


def drawn() -> Callable[[int], Piece]:
    texts = [program(seed) for seed in range(6)]
    return Sequences(texts, lambda text: list(text.encode()), Marks(256, 257, 258, 259), Manner(64)).at


def network() -> Any:
    from undersong.learning.language.network import Network
    from undersong.learning.language.shape import Shape

    torch.manual_seed(3)
    return Network(Shape(layers=1, width=32, heads=2, kv_heads=1, feed_forward=64, vocabulary=260, positions=64))


def trainer(of: Any, place: Path | None = None, **plan: Any) -> Any:
    from undersong.learning.tuning.trainer import Plan, Trainer

    return Trainer(of, drawn(), Plan(rate=3e-3, warm=5, **plan), place)


def weights(of: Any) -> list[Any]:
    return [value.detach().clone() for value in of.parameters()]


def test_steps_go_down_the_loss() -> None:
    few, many = (trainer(network(), steps=steps).run().loss for steps in (5, 60))

    assert many < few - 1.0


def test_the_same_steps_give_the_same_weights() -> None:
    first, again = network(), network()
    trainer(first, steps=8).run()
    trainer(again, steps=8).run()

    assert all(torch.equal(*pair) for pair in zip(weights(first), weights(again), strict=True))


def test_a_run_that_was_broken_off_ends_where_one_does_that_was_not(tmp_path: Path) -> None:
    whole, broken = network(), network()
    trainer(whole, steps=12).run()
    asked = iter([False] * 5 + [True] * 1_000)
    slow = trainer(broken, tmp_path / "reached.pt", steps=12)
    step = slow._step

    def stepping(rate: float) -> Any:
        if next(asked):
            raise TrainingAbandoned("completion")
        return step(rate)

    slow._step = stepping
    with pytest.raises(TrainingAbandoned):
        slow.run()

    other = network()
    done = trainer(other, tmp_path / "reached.pt", steps=12).run()

    assert done.steps == 12
    for mine, wanted in zip(weights(other), weights(whole), strict=True):
        torch.testing.assert_close(mine, wanted, rtol=1e-4, atol=1e-6)


def test_a_budget_of_seconds_ends_a_run() -> None:
    done = trainer(network(), seconds=1.0).run()

    assert 0.9 < done.seconds < 3.0
    assert done.tokens == done.steps * 2 * 64


@pytest.mark.parametrize(("steps", "spent", "share"), [(0, 0.0, 0.1), (9, 0.0, 1.0), (50, 0.5, 0.5), (99, 1.0, 0.0)])
def test_the_rate_rises_and_then_falls_to_nothing(steps: int, spent: float, share: float) -> None:
    from undersong.learning.tuning.trainer import Plan

    assert Plan(rate=2.0, warm=10).rate_at(steps, spent) == pytest.approx(2.0 * share)


def test_what_is_reached_first_ends_the_budget() -> None:
    from undersong.learning.tuning.trainer import Plan

    plan = Plan(steps=100, seconds=10.0)

    assert plan.spent(50, 2.0) == 0.5
    assert plan.spent(5, 9.0) == 0.9
    assert plan.spent(500, 0.0) == 1.0


def test_a_file_that_is_no_checkpoint_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "reached.pt").write_bytes(b"nothing")

    assert trainer(network(), tmp_path / "reached.pt", steps=2).run().steps == 2
