"""A language model as an ONNX graph that reads on from what it has read.

Inputs, with B texts side by side, S new tokens each and room for P tokens:

``ids``      int64 B x S: the new tokens.
``seqlens``  int32 B: tokens of each text after this call, less one.
``total``    int32, no axes: the largest number of tokens of a text after this call.
``keep``     int64 K: the places among the S whose logits are wanted; the head is the dearest product of a step.
``pk0 pv0 …``  float32 B x kv heads x P x head width: keys and values of each block.

Outputs: ``logits`` float32 B x K x vocabulary, and ``ok0 ov0 …``: keys and values with the new ones written in. Bound
to the buffers of ``pk0 pv0 …``, they are written in place and nothing is copied.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, ValueInfoProto, helper

from undersong.learning.language.nodes import RUNTIME, Nodes, port
from undersong.learning.language.quantize import EIGHT, MIDDLE, Kind, Precision, by_block
from undersong.learning.language.rotary import rotary
from undersong.learning.language.shape import Shape, weight

Weights = Mapping[str, NDArray[Any]]
# Split with `num_outputs` came with opset 18; onnxruntime reads IR 10 since 1.19.
OPSET, IR = 18, 10
# Where the model's properties keep its sizes.
SHAPE = "undersong.shape"


def build(shape: Shape, weights: Weights, precision: Precision = EIGHT) -> onnx.ModelProto:
    """Return the graph of a network's weights, which are named as in `shape.weight`."""
    nodes = Nodes()
    _rotary(nodes, shape)
    value, added = _embed(nodes, weights, precision.head), ""
    for layer in range(shape.layers):
        value, added = _block(nodes, shape, weights, layer, value, added, precision)
    normed, _ = _norm(nodes, shape, weights["norm.weight"], "norm", value, added)
    kept = nodes.add("Gather", [normed, "keep"], axis=1)
    logits = _head(nodes, weights, kept, precision.head)
    nodes.add("Identity", [logits], "logits")
    return _model(nodes, shape)


def _rotary(nodes: Nodes, shape: Shape) -> None:
    for name, table in zip(("cosines", "sines"), rotary(shape), strict=True):
        nodes.constant(name, table)


def _embed(nodes: Nodes, weights: Weights, head: Kind) -> str:
    """Look the tokens up in the head's own bytes, so that the largest matrix is held once."""
    matrix = weights["embedding.weight"]
    if head is not Kind.BLOCKS:
        return nodes.add("Gather", [nodes.constant("embedding", matrix), "ids"])
    for name, values in zip(("embedding.blocks", "embedding.scales"), by_block(matrix), strict=True):
        nodes.constant(name, values)
    nodes.constant("middle", np.array(MIDDLE, np.float32))
    nodes.constant("flat", np.array([0, 0, matrix.shape[1]], np.int64))
    nodes.constant("last", np.array([-1], np.int64))
    rows = nodes.add("Cast", [nodes.add("Gather", ["embedding.blocks", "ids"])], to=TensorProto.FLOAT)
    scales = nodes.add("Unsqueeze", [nodes.add("Gather", ["embedding.scales", "ids"]), "last"])
    return nodes.add("Reshape", [nodes.add("Mul", [nodes.add("Sub", [rows, "middle"]), scales]), "flat"])


def _head(nodes: Nodes, weights: Weights, value: str, kind: Kind) -> str:
    matrix = weights["embedding.weight"]
    if kind is Kind.BLOCKS:
        return nodes.by_block(value, ["embedding.blocks", "embedding.scales"], matrix.shape)
    return nodes.product("head", value, matrix, kind)


def _block(
    nodes: Nodes, shape: Shape, weights: Weights, layer: int, value: str, added: str, precision: Precision
) -> tuple[str, str]:
    """Add a block; return the residual so far and what is still to be added to it by the next norm."""

    def product(part: str, from_: str, kind: Kind) -> str:
        return nodes.product(f"{layer}.{part}", from_, weights[weight(layer, part)], kind)

    normed, value = _norm(nodes, shape, weights[weight(layer, "attention_norm")], f"{layer}.a", value, added)
    mixed = _attend(nodes, shape, layer, product("qkv", normed, precision.inner))
    added = product("output", mixed, precision.inner)
    normed, value = _norm(nodes, shape, weights[weight(layer, "feed_norm")], f"{layer}.f", value, added)
    halves = [f"{layer}.gate", f"{layer}.up"]
    nodes.add("Split", [product("gate_up", normed, precision.inner)], *halves, axis=-1, num_outputs=2)
    # With alpha 1 the quick form of GELU is SiLU, in one pass over the numbers.
    gate = nodes.add("QuickGelu", halves[:1], domain=RUNTIME, alpha=1.0)
    return value, product("down", nodes.add("Mul", [gate, halves[1]]), precision.down)


def _norm(nodes: Nodes, shape: Shape, gain: NDArray[Any], name: str, value: str, added: str) -> tuple[str, str]:
    """Add what is to be added, and norm; return the normed value and the sum."""
    held = nodes.constant(f"{name}.gain", gain)
    if not added:
        normed = nodes.add("SimplifiedLayerNormalization", [value, held], axis=-1, epsilon=shape.epsilon)
        return normed, value
    outputs = [f"{name}.normed", "", "", f"{name}.sum"]
    nodes.add("SkipSimplifiedLayerNormalization", [value, added, held], *outputs, domain=RUNTIME, epsilon=shape.epsilon)
    return outputs[0], outputs[3]


def _attend(nodes: Nodes, shape: Shape, layer: int, qkv: str) -> str:
    inputs = [qkv, "", "", f"pk{layer}", f"pv{layer}", "seqlens", "total", "cosines", "sines"]
    heads = {"num_heads": shape.heads, "kv_num_heads": shape.kv_heads, "scale": shape.scale}
    turning = {"do_rotary": 1, "rotary_interleaved": 1}
    outputs = [f"{layer}.mixed", f"ok{layer}", f"ov{layer}"]
    return nodes.add("GroupQueryAttention", inputs, *outputs, domain=RUNTIME, **heads, **turning)


def _model(nodes: Nodes, shape: Shape) -> onnx.ModelProto:
    logits = port("logits", TensorProto.FLOAT, ["B", "K", shape.vocabulary])
    inputs = [
        port("ids", TensorProto.INT64, ["B", "S"]),
        port("seqlens", TensorProto.INT32, ["B"]),
        port("total", TensorProto.INT32, []),
        port("keep", TensorProto.INT64, ["K"]),
        *_caches(shape, "p"),
    ]
    graph = helper.make_graph(nodes.nodes, "undersong", inputs, [logits, *_caches(shape, "o")], nodes.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=IR, producer_name="undersong")
    helper.set_model_props(model, {SHAPE: json.dumps(asdict(shape))})
    return model


def _caches(shape: Shape, letter: str) -> list[ValueInfoProto]:
    axes: list[str | int] = ["B", shape.kv_heads, "P", shape.head_width]
    return [port(f"{letter}{kind}{i}", TensorProto.FLOAT, axes) for i in range(shape.layers) for kind in "kv"]
