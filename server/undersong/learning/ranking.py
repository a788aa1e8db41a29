"""Fits a small network that puts one of many candidates first, by the softmax over each list.

Plain arrays and gradients written out: a thousand weights need no framework, and the fit is the same on every machine.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Weights = dict[str, Floats]

# Beyond so many standard deviations a feature says no more; whoever serves the weights cuts at the same place.
FARTHEST = 6.0
FIRST_DECAY, SECOND_DECAY, SMALL = 0.9, 0.999, 1e-8


@dataclass(frozen=True, slots=True)
class Lists:
    """Examples: rows of features (all lists, one after the other), each list's length, and which row of it is right."""

    rows: NDArray[np.float32]
    sizes: NDArray[np.int64]
    right: NDArray[np.int64]

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each list begins."""
        return np.concatenate([[0], np.cumsum(self.sizes)[:-1]]).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn; found on repositories held back in turn, where 8 to 32 hidden units did alike."""

    hidden: int = 16
    epochs: int = 12
    batch: int = 64
    rate: float = 3e-3
    decay: float = 1e-2
    seed: int = 7


def fit(lists: Lists, plan: Plan | None = None) -> Weights:
    """Return weights named as a ranker reads them: mean, scale, straight, inward, bias, outward."""
    plan = plan or Plan()
    chance = np.random.default_rng(plan.seed)
    mean, scale = lists.rows.mean(axis=0), lists.rows.std(axis=0) + 1e-3
    rows = np.clip((lists.rows - mean) / scale, -FARTHEST, FARTHEST).astype(np.float32)
    width = rows.shape[1]
    weights: Weights = {
        "straight": np.zeros(width),
        "inward": chance.normal(0, width**-0.5, (width, plan.hidden)),
        "bias": np.zeros(plan.hidden),
        "outward": chance.normal(0, max(1, plan.hidden) ** -0.5, plan.hidden),
    }
    adam = _Adam(plan, steps=plan.epochs * -(-len(lists.sizes) // plan.batch))
    for _ in range(plan.epochs):
        order = chance.permutation(len(lists.sizes))
        for start in range(0, len(order), plan.batch):
            adam.step(weights, _gradients(weights, rows, lists, order[start : start + plan.batch]))
    return {"mean": mean.astype(np.float64), "scale": scale.astype(np.float64), **weights}


def ranks(weights: Weights, lists: Lists) -> NDArray[np.int64]:
    """Return at which place, from 0, each list's right row comes."""
    rows = np.clip((lists.rows - weights["mean"]) / weights["scale"], -FARTHEST, FARTHEST)
    scores, _ = _scores(weights, rows)
    right = scores[lists.starts + lists.right]
    return np.add.reduceat((scores > np.repeat(right, lists.sizes)).astype(np.int64), lists.starts)


def _scores(weights: Weights, rows: NDArray[np.floating]) -> tuple[Floats, Floats]:
    hidden = np.maximum(rows @ weights["inward"] + weights["bias"], 0)
    return rows @ weights["straight"] + hidden @ weights["outward"], hidden


def _gradients(weights: Weights, rows: NDArray[np.float32], lists: Lists, batch: NDArray[np.int64]) -> Weights:
    """Return the gradient of the mean surprise at the right rows of some lists."""
    starts, sizes = lists.starts[batch], lists.sizes[batch]
    taken = rows[np.concatenate([np.arange(at, at + size) for at, size in zip(starts, sizes, strict=True)])]
    scores, hidden = _scores(weights, taken)
    edges = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, edges), sizes))
    slope = raised / np.repeat(np.add.reduceat(raised, edges), sizes)
    slope[edges + lists.right[batch]] -= 1
    slope /= len(batch)
    inward = np.outer(slope, weights["outward"]) * (hidden > 0)
    return {
        "straight": slope @ taken,
        "inward": taken.T @ inward,
        "bias": inward.sum(axis=0),
        "outward": slope @ hidden,
    }


@dataclass(slots=True)
class _Adam:
    """Steps of their own size for every weight, first rising, then falling to nothing."""

    plan: Plan
    steps: int
    done: int = 0
    first: Weights = field(default_factory=dict)
    second: Weights = field(default_factory=dict)

    def step(self, weights: Weights, gradients: Weights) -> None:
        """Change the weights in place."""
        self.done += 1
        rate = self.plan.rate * min(1.0, self.done / (0.2 * self.steps), (self.steps - self.done) / (0.7 * self.steps))
        for name, slope in gradients.items():
            first = FIRST_DECAY * self.first.get(name, 0.0) + (1 - FIRST_DECAY) * slope
            second = SECOND_DECAY * self.second.get(name, 0.0) + (1 - SECOND_DECAY) * slope**2
            self.first[name], self.second[name] = first, second
            towards = first / (1 - FIRST_DECAY**self.done)
            size = np.sqrt(second / (1 - SECOND_DECAY**self.done)) + SMALL
            weights[name] -= rate * (towards / size + self.plan.decay * weights[name])
