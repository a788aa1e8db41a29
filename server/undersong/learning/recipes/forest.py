"""An isolation forest as an ONNX graph: leaf weight = depth + the mean depth that is left, then its rank."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from sklearn.ensemble._iforest import _average_path_length

from undersong.learning.material.graph import INPUT, Node, Tree, constant, model_bytes, rank_head, tree_sum
from undersong.learning.material.served import check_parity

KNOWN = "known"
# Scores are told apart to about 1e-7; lines between points nearer than this would be too steep to be exact.
CLOSEST = 1e-4


def export(forest: Any, rows: NDArray[np.float32], middle: Sequence[float], knots: int) -> bytes:
    """Return the ONNX, with `middle` in the place of values that are not known.

    The score is that of `IsolationForest.score_samples` with its sign turned: 2 to the power of minus the mean depth
    over the usual depth, from 0 (usual) to 1 (odd). Raises when the export does not say what the forest says.
    """
    points, ranks = curve_of(-forest.score_samples(rows), knots)
    trees = [tree_of(tree.tree_, columns) for tree, columns in paired(forest)]
    usual_depth = len(trees) * float(_average_path_length([forest.max_samples_])[0])
    score = [
        helper.make_node("IsNaN", [INPUT], ["unknown"]),
        helper.make_node("Where", ["unknown", "middle", INPUT], [KNOWN]),
        tree_sum(trees, "depth", KNOWN),
        helper.make_node("Mul", ["depth", "share"], ["exponent"]),
        helper.make_node("Pow", ["two", "exponent"], ["score"]),
    ]
    head, constants = rank_head("score", points.tolist(), ranks.tolist())
    own = [constant("two", 2.0), constant("share", -1 / usual_depth)]
    own.append(numpy_helper.from_array(np.array(middle, np.float32), "middle"))
    data = model_bytes([*score, *head], [*own, *constants], rows.shape[1])
    check_parity(data, rows, np.interp(-forest.score_samples(rows), points, ranks))
    return data


def paired(forest: Any) -> list[tuple[Any, Any]]:
    """Return each tree with the columns that it was given."""
    return list(zip(forest.estimators_, forest.estimators_features_, strict=True))


def tree_of(tree: Any, columns: Any) -> Tree:
    """Return scikit-learn's arrays as nodes; a leaf weighs its depth and what depth its rows would still need."""
    depth = np.zeros(tree.node_count)
    for node in range(tree.node_count):
        for child in (tree.children_left[node], tree.children_right[node]):
            if child >= 0:
                depth[child] = depth[node] + 1
    weights = depth + _average_path_length(tree.n_node_samples)
    return [
        Node(is_leaf=True, weight=float(weights[i]))
        if tree.children_left[i] < 0
        else Node(
            int(columns[tree.feature[i]]),
            float(tree.threshold[i]),
            int(tree.children_left[i]),
            int(tree.children_right[i]),
        )
        for i in range(tree.node_count)
    ]


def curve_of(scores: NDArray[np.float64], knots: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points of the score and the share of usual windows up to each; points too close for float32 are one."""
    shares = np.linspace(0, 1, knots + 1)
    points = np.quantile(scores, shares)
    kept = [0]
    for i in range(1, len(points)):
        if points[i] - points[kept[-1]] >= CLOSEST:
            kept.append(i)
    return points[kept], shares[kept]
