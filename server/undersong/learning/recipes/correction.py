"""A personal correction of a release: two numbers learned from few labels, anchored at "nothing to correct".

It is fitted anew on every label of the month, below any earlier correction, and a release with it is another release.
The correction by day (`undersong.detectors.correction`) begins at "nothing to correct" with every other release and
takes only labels of windows that the release judged itself. So each label counts once: by day until the night's
training, within the release from then on.
"""

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper
from scipy.optimize import minimize

from undersong.learning.material.dataset import Candidate, Dataset
from undersong.learning.material.graph import OUTPUT, constant, sigmoid_head
from undersong.learning.material.served import served

# Where the correction begins, inside the graph of a release; a second correction replaces the first.
SHARED, PERSONAL = "shared", "personal"
# How strongly slope and shift are held at (1, 0), in rows: a handful of labels hardly moves them.
ANCHOR_ROWS = 20.0
# Keeps logits finite; a probability nearer to 0 or 1 says no more.
EDGE = 1e-4


def corrected(base: bytes, dataset: Dataset) -> tuple[bytes, float, float]:
    """Return the release with sigmoid(slope * logit + shift) behind it, and the two numbers."""
    shared = without_correction(base)
    slope, shift = fit_correction(served(shared, dataset.rows), np.array(dataset.labels), np.array(dataset.weights))
    return with_correction(shared, slope, shift), slope, shift


def fit_correction(
    probabilities: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """Return slope and shift that fit the labels best, with a ridge back to (1, 0)."""
    clipped = np.clip(probabilities, EDGE, 1 - EDGE)
    logits = np.log(clipped / (1 - clipped))

    def loss(pair: NDArray[np.float64]) -> float:
        told = pair[0] * logits + pair[1]
        log_loss = weights @ (np.logaddexp(0, told) - labels * told)
        return float(log_loss + ANCHOR_ROWS / 2 * ((pair[0] - 1) ** 2 + pair[1] ** 2))

    # A slope under 0 would turn the shared model round; that is for a new release to learn.
    best = minimize(loss, np.array([1.0, 0.0]), bounds=[(0.05, 5.0), (-5.0, 5.0)], method="L-BFGS-B").x
    return float(best[0]), float(best[1])


def with_correction(shared: bytes, slope: float, shift: float) -> bytes:
    """Return the graph with the correction behind its output."""
    model = onnx.load_model_from_string(shared)
    graph = model.graph
    rename_output(graph, OUTPUT, SHARED)
    head, constants = sigmoid_head(f"{PERSONAL}.odds_log", slope, shift, PERSONAL)
    edges = {"low": EDGE, "high": 1 - EDGE, "one": 1.0}
    graph.node.extend([*logit_nodes(), *head])
    graph.initializer.extend([*(constant(f"{PERSONAL}.{name}", value) for name, value in edges.items()), *constants])
    onnx.checker.check_model(model)
    data: bytes = model.SerializeToString()
    return data


def without_correction(base: bytes) -> bytes:
    """Return the graph as it was before a correction; one without comes back as it is."""
    model = onnx.load_model_from_string(base)
    graph = model.graph
    nodes = [node for node in graph.node if not node.name.startswith(PERSONAL)]
    constants = [item for item in graph.initializer if not item.name.startswith(PERSONAL)]
    if len(nodes) == len(graph.node):
        return base
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(constants)
    rename_output(graph, SHARED, OUTPUT)
    data: bytes = model.SerializeToString()
    return data


def rename_output(graph: Any, old: str, new: str) -> None:
    """Let the nodes that make `old` make `new`."""
    for node in graph.node:
        node.output[:] = [new if name == old else name for name in node.output]


def logit_nodes() -> list[Any]:
    """Return the nodes from the shared probability to its logit."""
    steps = [
        ("Max", [SHARED, f"{PERSONAL}.low"], "above"),
        ("Min", [f"{PERSONAL}.above", f"{PERSONAL}.high"], "clipped"),
        ("Sub", [f"{PERSONAL}.one", f"{PERSONAL}.clipped"], "rest"),
        ("Div", [f"{PERSONAL}.clipped", f"{PERSONAL}.rest"], "odds"),
        ("Log", [f"{PERSONAL}.odds"], "odds_log"),
    ]
    made = [(kind, inputs, f"{PERSONAL}.{name}") for kind, inputs, name in steps]
    return [helper.make_node(kind, inputs, [name], name=name) for kind, inputs, name in made]


def correct(name: str, dataset: Dataset, base: bytes) -> Candidate:
    """Return a release with a new correction as a Candidate; cut-offs stay those of the release."""
    data, slope, shift = corrected(base, dataset)
    scores = {"slope": round(slope, 4), "shift": round(shift, 4)}
    return Candidate(name, data, dataset.features, {}, scores, dataset.summary())
