"""Low-rank deltas on a frozen network: how a tuned base fits into a file that a repository may hold."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from undersong.learning.language.network import Network
from undersong.learning.language.shape import LINEARS


class Adapted(nn.Module):
    """A frozen matrix and a delta of low rank beside it, which begins as nothing.

    The delta is held in float32 also where the matrix is not: a step is often smaller than bfloat16 can tell.
    """

    def __init__(self, base: nn.Linear, rank: int, scale: float) -> None:
        super().__init__()
        self.base, self.scale = base.requires_grad_(False), scale
        place = base.weight.device
        self.a = nn.Parameter(torch.randn(rank, base.in_features).to(place) / base.in_features**0.5)
        self.b = nn.Parameter(torch.zeros(base.out_features, rank, device=place))

    def forward(self, x: Tensor) -> Tensor:
        """Return the matrix's answer with the delta's added."""
        down, up = self.a.to(x.dtype), (self.b * self.scale).to(x.dtype)
        return self.base(x) + functional.linear(functional.linear(x, down), up)

    @property
    def weight(self) -> Tensor:
        """The matrix and its delta in one."""
        return self.base.weight + self.b @ self.a * self.scale


def adapt(network: Network, rank: int = 16, scale: float = 2.0, linears: tuple[str, ...] = LINEARS) -> list[Tensor]:
    """Freeze a network, put deltas beside its blocks' matrices, and return what is now to be trained."""
    network.requires_grad_(False)
    for block in network.blocks:
        for name in linears:
            setattr(block, name, Adapted(getattr(block, name), rank, scale))
    return [parameter for parameter in network.parameters() if parameter.requires_grad]


def deltas_of(network: Network) -> dict[str, NDArray[Any]]:
    """Return the deltas as an adapter's file keeps them: ``blocks.0.qkv.a`` and ``.b``, float16, the scale inside b."""
    found: dict[str, NDArray[Any]] = {}
    for name, module in network.named_modules():
        if isinstance(module, Adapted):
            found[f"{name}.a"] = module.a.detach().float().cpu().numpy().astype(np.float16)
            found[f"{name}.b"] = (module.b * module.scale).detach().float().cpu().numpy().astype(np.float16)
    return found
