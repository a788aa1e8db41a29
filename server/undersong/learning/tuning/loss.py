"""How surprised a network is, without ever holding the logits of all positions."""

from typing import Any

import torch
from torch import Tensor

# Positions at a time: their logits over 49,152 tokens are 50 MB, which a processor's cache nearly holds.
ROWS = 256


def surprise(hidden: Tensor, head: Tensor, targets: Tensor) -> Tensor:
    """Return the mean of ``-log p`` of the targets (nats a token).

    Takes what the head reads (N x width), the head (vocabulary x width) and N ids. The gradient reaches a head only
    if it is trained.
    """
    result: Tensor = _Surprise.apply(hidden, head, targets)
    return result


class _Surprise(torch.autograd.Function):
    """Probabilities are turned into gradients while they are there: one pass, and 1/200 of the memory."""

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, head: Tensor, targets: Tensor) -> Tensor:
        total, count = 0.0, len(targets)
        down = torch.empty_like(hidden)
        heads = torch.zeros_like(head) if head.requires_grad else None
        for begin in range(0, count, ROWS):
            rows = slice(begin, begin + ROWS)
            losses, errors = _errors(hidden[rows] @ head.T, targets[rows])
            total += losses
            errors = errors.to(head.dtype)
            down[rows] = errors @ head
            if heads is not None:
                heads += errors.T @ hidden[rows]
        ctx.save_for_backward(down / count, None if heads is None else heads / count)
        return hidden.new_tensor(total / max(1, count), dtype=torch.float32)

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        down, heads = ctx.saved_tensors
        (scale,) = gradients
        return down * scale.to(down.dtype), None if heads is None else heads * scale.to(heads.dtype), None


def _errors(logits: Tensor, targets: Tensor) -> tuple[float, Tensor]:
    """Return the summed losses, and the softmax less the one-hot targets, in place of the logits."""
    rows, places = logits.float(), targets[:, None]
    rows -= rows.amax(1, keepdim=True)
    right = rows.gather(1, places)
    rows.exp_()
    sums = rows.sum(1, keepdim=True)
    losses = float((sums.log() - right).sum())
    rows /= sums
    return losses, rows.scatter_add_(1, places, torch.full_like(right, -1.0))
