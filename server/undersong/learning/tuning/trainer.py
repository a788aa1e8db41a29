"""Step after step down the loss, within a budget; what was reached survives a break."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from undersong.domain.errors import TrainingAbandoned
from undersong.learning.corpus.sequences import Piece
from undersong.learning.language.network import Network
from undersong.learning.tuning.checkpoint import Checkpoint, read_checkpoint, write_checkpoint
from undersong.learning.tuning.loss import surprise

Stop = Callable[[], bool]
MODEL = "completion"


@dataclass(frozen=True, slots=True)
class Plan:
    """How steps are taken.

    Parameters
    ----------
    rate
        The highest learning rate; it rises to it during `warm` steps and falls to nothing at the end of the budget.
    sequences
        Sequences a step.
    steps, seconds
        The budget: what is reached first ends it. Only `steps` gives the same weights again.
    decay
        Of weights a step, times the rate.
    keep_s
        Seconds between two writings of what was reached.
    """

    rate: float = 1e-3
    warm: int = 30
    sequences: int = 2
    steps: int | None = None
    seconds: float | None = None
    decay: float = 0.0
    keep_s: float = 300.0

    def spent(self, steps: int, seconds: float) -> float:
        """Return how much of the budget is gone, 0 to 1."""
        shares = [steps / self.steps] if self.steps is not None else []
        shares += [seconds / max(self.seconds, 1e-9)] if self.seconds is not None else []
        return min(1.0, max(shares, default=1.0))

    def rate_at(self, steps: int, spent: float) -> float:
        """Return the learning rate of a step."""
        return self.rate * min(1.0, (steps + 1) / self.warm) * (1.0 - spent)


@dataclass(frozen=True, slots=True)
class Trained:
    """What a run came to: steps, tokens, seconds, and the loss of its last tenth (nats a token)."""

    steps: int
    tokens: int
    seconds: float
    loss: float


class Trainer:
    """One run.

    Parameters
    ----------
    network
        Whatever of it asks for gradients is trained.
    draw
        Takes a number and returns the sequence of that number.
    place
        The file that survives a break; a run that finds one goes on there.
    numbers
        What products are reckoned in; the weights that are trained stay float32.
    """

    def __init__(
        self,
        network: Network,
        draw: Callable[[int], Piece],
        plan: Plan,
        place: Path | None = None,
        numbers: torch.dtype = torch.float32,
    ) -> None:
        self._network, self._draw, self._plan, self._place, self._numbers = network, draw, plan, place, numbers
        self._trained = {name: value for name, value in network.named_parameters() if value.requires_grad}
        groups = [
            {"params": [value for value in self._trained.values() if value.ndim > 1], "weight_decay": plan.decay},
            {"params": [value for value in self._trained.values() if value.ndim == 1], "weight_decay": 0.0},
        ]
        self._optimizer = torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.98))
        self._reached = Checkpoint()
        self._losses: list[float] = []

    def run(self, should_stop: Stop = lambda: False) -> Trained:
        """Spend the budget.

        Raises
        ------
        TrainingAbandoned
            `should_stop` said so; it is asked within a second, and what was reached is kept.
        """
        self._resume()
        with _listening(self._network, should_stop):
            try:
                self._spend()
            finally:
                self._keep()
        reached = self._reached
        last = self._losses[-max(1, len(self._losses) // 10) :]
        return Trained(reached.steps, reached.tokens, reached.seconds, sum(last) / max(1, len(last)))

    def _spend(self) -> None:
        begun, kept = time.monotonic() - self._reached.seconds, time.monotonic()
        while (spent := self._plan.spent(self._reached.steps, time.monotonic() - begun)) < 1.0:
            rate = self._plan.rate_at(self._reached.steps, spent)
            loss, tokens = self._step(rate)
            self._losses.append(loss)
            self._reached = self._reached.after(tokens, time.monotonic() - begun)
            if time.monotonic() - kept > self._plan.keep_s:
                self._keep()
                kept = time.monotonic()

    def _step(self, rate: float) -> tuple[float, int]:
        first = self._reached.steps * self._plan.sequences
        pieces = [self._draw(first + number) for number in range(self._plan.sequences)]
        self._optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", self._numbers, enabled=self._numbers != torch.float32):
            loss = loss_of(self._network, pieces)
        loss.backward()
        nn.utils.clip_grad_norm_(self._trained.values(), 1.0)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        self._optimizer.step()
        return loss.item(), sum(len(piece.ids) - 1 for piece in pieces)

    def _resume(self) -> None:
        found = read_checkpoint(self._place) if self._place else None
        if found is not None:
            self._reached, weights, optimizer = found
            self._network.load_state_dict(weights, strict=False)
            self._optimizer.load_state_dict(optimizer)

    def _keep(self) -> None:
        if self._place is not None:
            weights = {name: value.detach() for name, value in self._trained.items()}
            write_checkpoint(self._place, self._reached, weights, self._optimizer.state_dict())


def loss_of(network: Network, pieces: list[Piece]) -> Tensor:
    """Return the mean loss over the scored tokens of sequences of one length."""
    ids, scored = torch.tensor([piece.ids for piece in pieces]), torch.tensor([piece.scored for piece in pieces])
    asked = scored[:, 1:]
    return surprise(network.hidden(ids[:, :-1])[asked], network.embedding.weight, ids[:, 1:][asked])


class _listening:  # noqa: N801 a context manager reads like a word
    """While it lasts, each block asks whether to go on, on the way there and back: some ten times a second."""

    def __init__(self, network: Network, should_stop: Stop) -> None:
        self._should_stop, self._asked = should_stop, 0.0
        self._blocks = list(network.blocks)
        self._hooks: list[Any] = []

    def __enter__(self) -> None:
        self._hooks = [block.register_forward_hook(self._watch) for block in self._blocks]

    def __exit__(self, *_: object) -> None:
        for hook in self._hooks:
            hook.remove()

    def _watch(self, _: nn.Module, __: Any, output: Tensor) -> None:
        self._ask()
        if output.requires_grad:
            output.register_hook(lambda _: self._ask())

    def _ask(self) -> None:
        if time.monotonic() - self._asked > 0.25:
            self._asked = time.monotonic()
            if self._should_stop():
                raise TrainingAbandoned(MODEL)
