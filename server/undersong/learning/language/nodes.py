"""Nodes and constants of an ONNX graph, gathered while it is laid out."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from undersong.learning.language.quantize import Kind, by_block, by_column
from undersong.learning.language.shape import BLOCK

Array = NDArray[Any]
# onnxruntime's own operators: grouped attention, products in eight bits.
RUNTIME = "com.microsoft"


class Nodes:
    """What a graph is made of so far. Values are called by number, weights by name."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, name: str, values: Array) -> str:
        """Hold an array; return its name."""
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def add(self, operator: str, inputs: list[str], *outputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node and return its first output, named here unless names are given; "" leaves a place empty."""
        names = list(outputs) or [f"value{len(self.nodes)}"]
        self.nodes.append(helper.make_node(operator, inputs, names, domain=domain, **attributes))
        return names[0]

    def product(self, name: str, value: str, matrix: Array, kind: Kind) -> str:
        """Multiply a value's last axis with a matrix, outputs x inputs."""
        if kind is Kind.FLOAT:
            return self.add("MatMul", [value, self.constant(name, np.ascontiguousarray(matrix.T))])
        if kind is Kind.COLUMNS:
            return self._by_column(name, value, matrix)
        quantised, scales = by_block(matrix)
        held = [self.constant(f"{name}.blocks", quantised), self.constant(f"{name}.scales", scales)]
        return self.by_block(value, held, matrix.shape)

    def by_block(self, value: str, held: list[str], sizes: tuple[int, ...]) -> str:
        """Multiply with a matrix that is held in blocks: the names of its bytes and of its scales."""
        outputs, inputs = sizes
        layout = {"N": outputs, "K": inputs, "bits": 8, "block_size": BLOCK}
        # Level 4 multiplies in int8; the others would unpack the weights into float at each call.
        return self.add("MatMulNBits", [value, *held], domain=RUNTIME, accuracy_level=4, **layout)

    def _by_column(self, name: str, value: str, matrix: Array) -> str:
        quantised, scales = by_column(matrix)
        parts = {"columns": quantised, "scales": scales, "zeros": np.zeros(len(matrix), np.int8)}
        held = [self.constant(f"{name}.{part}", values) for part, values in parts.items()]
        return self.add("DynamicQuantizeMatMul", [value, *held], domain=RUNTIME)


def port(name: str, kind: int, axes: list[str | int]) -> ValueInfoProto:
    """Return the description of an input or output."""
    return helper.make_tensor_value_info(name, kind, axes)
