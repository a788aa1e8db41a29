"""Moving large inputs into weights, so that both bear eight bits.

A few channels of a trained network carry numbers a hundred times the rest. Dividing such a channel by a factor where
it comes from, and multiplying the weights that read it by the same, changes nothing in exact numbers and much in eight
bits. (After SmoothQuant, Xiao et al., ICML 2023.)
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.learning.language.shape import LINEARS, Shape, weight

Array = NDArray[Any]
Weights = Mapping[str, Array]
# How much of an input's size goes into the weights. Of 0.5, 0.7 and 0.8, 0.7 stayed closest to float on held-back code.
ALPHA = 0.7
# A channel that was silent in calibration is not silent for ever.
LEAST = 1e-4


def factors(shape: Shape, weights: Weights, peaks: Mapping[str, Array], alpha: float = ALPHA) -> dict[str, Array]:
    """Return what each matrix's inputs are divided by, under names such as ``blocks.0.qkv.smooth``.

    `peaks` holds the largest size of each input in calibration, under ``blocks.0.qkv``. The inputs of ``output`` share
    a factor among the heads that read the same values.
    """
    found = {}
    for layer in range(shape.layers):
        for part in LINEARS:
            inputs, readers = peaks[f"blocks.{layer}.{part}"], np.abs(weights[weight(layer, part)]).max(0)
            if part == "output":
                inputs, readers = _of_values(shape, inputs), _of_values(shape, readers)
            found[f"blocks.{layer}.{part}.smooth"] = _balance(inputs, readers, alpha)
    return found


def smooth(shape: Shape, weights: Weights, vectors: Mapping[str, Array]) -> dict[str, Array]:
    """Return weights of the same function with the factors worked in; nothing changes where there are none."""
    smoothed = dict(weights)
    for layer in range(shape.layers):
        for part in LINEARS:
            vector = vectors.get(f"blocks.{layer}.{part}.smooth")
            if vector is not None:
                _work_in(shape, smoothed, layer, part, vector.astype(np.float32))
    return smoothed


def _work_in(shape: Shape, weights: dict[str, Array], layer: int, part: str, vector: Array) -> None:
    """Divide where the inputs come from, and multiply the matrix that reads them."""
    read = _for_heads(shape, vector) if part == "output" else vector
    weights[weight(layer, part)] = weights[weight(layer, part)] * read
    source = {"qkv": "attention_norm", "output": "qkv", "gate_up": "feed_norm", "down": "gate_up"}[part]
    name = weight(layer, source)
    if part in ("qkv", "gate_up"):
        weights[name] = weights[name] / vector
    else:  # values are the last rows of qkv, the ungated half the last of gate_up
        rows = weights[name].copy()
        rows[-len(vector) :] /= vector[:, None]
        weights[name] = rows


def _balance(inputs: Array, readers: Array, alpha: float) -> Array:
    ratio = np.maximum(inputs, LEAST) ** alpha / np.maximum(readers, LEAST) ** (1 - alpha)
    balanced: Array = (ratio / np.exp(np.log(ratio).mean())).astype(np.float32)
    return balanced


def _of_values(shape: Shape, heads: Array) -> Array:
    """Return the largest over the query heads that share a head of values: width → kv width."""
    largest: Array = heads.reshape(shape.kv_heads, -1, shape.head_width).max(1).reshape(-1)
    return largest


def _for_heads(shape: Shape, values: Array) -> Array:
    """Give each query head the factors of its values: kv width → width."""
    grouped = values.reshape(shape.kv_heads, 1, shape.head_width)
    return np.repeat(grouped, shape.heads // shape.kv_heads, 1).reshape(-1)
