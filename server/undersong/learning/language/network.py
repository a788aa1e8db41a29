"""The language model in torch: what is trained, and what the exported graph is held against."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from undersong.learning.language.rotary import rotary
from undersong.learning.language.shape import Shape

Weights = Mapping[str, NDArray[Any]]
# As GPT-2 and its heirs begin.
DEVIATION = 0.02


class Network(nn.Module):
    """A decoder whose head is its embedding; its weights are named as in `shape.weight`.

    Examples
    --------
    >>> toy = Network(Shape(layers=1, width=32, heads=2, kv_heads=1, feed_forward=64, vocabulary=16))
    >>> toy(torch.tensor([[1, 2, 3]])).shape
    torch.Size([1, 3, 16])
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, shape.epsilon)
        cosines, sines = rotary(shape)
        self.register_buffer("cosines", torch.from_numpy(cosines), persistent=False)
        self.register_buffer("sines", torch.from_numpy(sines), persistent=False)
        self._begin()

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits of what follows each token: B x S x vocabulary."""
        return functional.linear(self.hidden(ids), self.embedding.weight)

    def hidden(self, ids: Tensor) -> Tensor:
        """Return what the head reads, B x S x width: cheaper than logits where few positions count."""
        x = self.embedding(ids)
        turns = self.cosines[: ids.shape[1]], self.sines[: ids.shape[1]]
        for block in self.blocks:
            x = block(x, turns)
        return self.norm(x)

    def _begin(self) -> None:
        """Draw the first weights; what adds to the residual begins smaller, so that depth does not raise it."""
        smaller = DEVIATION / math.sqrt(2 * self.shape.layers)
        for name, parameter in self.named_parameters():
            if parameter.ndim > 1:
                adds = name.endswith(("output.weight", "down.weight"))
                nn.init.normal_(parameter, std=smaller if adds else DEVIATION)


class Block(nn.Module):
    """Attention, then a gated feed-forward, each adding to what came in."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.attention_norm = nn.RMSNorm(shape.width, shape.epsilon)
        self.feed_norm = nn.RMSNorm(shape.width, shape.epsilon)
        self.qkv, self.output = _linear(shape, "qkv"), _linear(shape, "output")
        self.gate_up, self.down = _linear(shape, "gate_up"), _linear(shape, "down")
        # Training on a processor puts a quicker one in its place (`tuning.attention`).
        self.mix = mix

    def forward(self, x: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
        """Return B x S x width."""
        x = x + self.output(self._attend(self.qkv(self.attention_norm(x)), turns))
        gate, up = self.gate_up(self.feed_norm(x)).chunk(2, -1)
        return x + self.down(functional.silu(gate) * up)

    def _attend(self, qkv: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
        shape, (batch, length, _) = self.shape, qkv.shape
        heads = qkv.view(batch, length, -1, shape.head_width).transpose(1, 2)  # B x H+2KV x S x head width
        query, key, value = heads.split((shape.heads, shape.kv_heads, shape.kv_heads), 1)
        mixed = self.mix(turn(query, turns), turn(key, turns), value)
        return mixed.transpose(1, 2).reshape(batch, length, shape.width)


def mix(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Return what each position takes from the values up to it: B x heads x S x head width."""
    return functional.scaled_dot_product_attention(query, key, value, is_causal=True, enable_gqa=True)


def turn(heads: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    """Turn each pair of neighbours by its position's angle: the interleaved form, as GGUF files hold it."""
    cosines, sines = turns
    even, odd = heads[..., 0::2], heads[..., 1::2]
    return torch.stack((even * cosines - odd * sines, even * sines + odd * cosines), -1).flatten(-2)


def network_of(shape: Shape, weights: Weights) -> Network:
    """Return a network that holds these weights."""
    with torch.device("meta"):  # nothing is drawn that would be thrown away: 0.5 GB less for the base
        network = Network(shape)
    held = {name: torch.from_numpy(np.array(values)) for name, values in weights.items()}
    network.load_state_dict(held, assign=True)
    return network


def weights_of(network: Network) -> dict[str, NDArray[Any]]:
    """Return all weights as float32 under their names, an adapter's deltas added in."""
    found = {}
    for name, module in network.named_modules():
        tensor = getattr(module, "weight", None)  # an adapted matrix gives the sum of base and delta here
        if isinstance(tensor, Tensor) and not name.endswith(".base"):
            found[f"{name}.weight"] = tensor.detach().float().cpu().numpy()
    return found


def _linear(shape: Shape, name: str) -> nn.Linear:
    outputs, inputs = shape.sizes(name)
    return nn.Linear(inputs, outputs, bias=False)
