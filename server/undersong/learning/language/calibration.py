"""The largest inputs that a network's matrices meet on real text."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from undersong.learning.language.network import Network
from undersong.learning.language.shape import LINEARS


def measure_peaks(network: Network, batches: Iterable[Tensor]) -> dict[str, NDArray[Any]]:
    """Return the largest size of each input of each matrix, under ``blocks.0.qkv``; batches are ids, B x S.

    A text's first token is left out: whatever it is, attention rests on it, and its numbers are a thousand times the
    rest. A few thousand tokens are enough.
    """
    peaks: dict[str, Tensor] = {}
    hooks = [
        getattr(block, part).register_forward_pre_hook(_keeping(peaks, f"blocks.{layer}.{part}"))
        for layer, block in enumerate(network.blocks)
        for part in LINEARS
    ]
    try:
        with torch.no_grad():
            for ids in batches:
                network.hidden(ids)
    finally:
        for hook in hooks:
            hook.remove()
    return {name: peak.float().cpu().numpy().astype(np.float32) for name, peak in peaks.items()}


def _keeping(peaks: dict[str, Tensor], name: str) -> Any:
    def keep(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        sizes = inputs[0][:, 1:].abs().flatten(0, 1).amax(0)
        peaks[name] = torch.maximum(peaks[name], sizes) if name in peaks else sizes

    return keep
