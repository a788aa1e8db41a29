"""Does an exported graph say what the network says?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from undersong.learning.language.network import Network
from undersong.learning.language.shape import Shape

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Parity:
    """How far a graph lies from its network, over all places of a text.

    Parameters
    ----------
    difference
        The largest between two logits. In float it is below 1e-3.
    agreement
        Share of the places where both put the same token first.
    lost_nats
        How much more the graph is surprised by the text's tokens, in nats a token.
    """

    difference: float
    agreement: float
    lost_nats: float


def compare(network: Network, model: onnx.ModelProto, ids: Array) -> Parity:
    """Compare a network and its graph on a text: ids, S."""
    with torch.no_grad():
        wanted = network(torch.from_numpy(ids)[None])[0].numpy()
    found = Reader(network.shape, model, len(ids)).read(ids)
    return Parity(
        float(np.abs(found - wanted).max()),
        float((found.argmax(1) == wanted.argmax(1)).mean()),
        surprise(found, ids) - surprise(wanted, ids),
    )


def surprise(logits: Array, ids: Array) -> float:
    """Return the nats a token that a text costs, its first token apart."""
    rows = logits[:-1] - logits[:-1].max(1, keepdims=True)
    rows = rows - np.log(np.exp(rows).sum(1, keepdims=True))
    return float(-rows[np.arange(len(rows)), ids[1:]].mean())


class Reader:
    """Runs a graph on one text, piece by piece; plain where the worker's own way is fast."""

    def __init__(self, shape: Shape, model: onnx.ModelProto, positions: int) -> None:
        from onnxruntime import InferenceSession

        self._session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        empty = np.zeros((1, shape.kv_heads, positions, shape.head_width), np.float32)
        self._held = {f"{kind}{layer}": empty for layer in range(shape.layers) for kind in "kv"}
        self._length = 0

    def read(self, ids: Array, keep: Array | None = None) -> Array:
        """Read on; return the logits at the kept places among the new ones, by default at all of them."""
        total = self._length + len(ids)
        told = {
            "ids": ids.astype(np.int64)[None],
            "seqlens": np.array([total - 1], np.int32),
            "total": np.array(total, np.int32),
            "keep": np.arange(len(ids)) if keep is None else keep.astype(np.int64),
        }
        names = [f"o{name}" for name in self._held]
        held = {f"p{name}": values for name, values in self._held.items()}
        logits, *after = self._session.run(["logits", *names], {**told, **held})
        self._held, self._length = dict(zip(self._held, after, strict=True)), total
        found: Array = logits[0]
        return found
