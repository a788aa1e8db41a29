"""What a release says when it is served, for parity checks and corrections."""

from collections.abc import Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from undersong.domain.errors import LearningError

# The largest difference between what was trained and what is served (float32 against float64).
PARITY = 1e-5
PARITY_ROWS = 3_000


def served(onnx: bytes, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Return the probabilities that an ONNX model gives to rows."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(onnx, options, providers=["CPUExecutionProvider"])
    values = session.run(None, {session.get_inputs()[0].name: np.array(rows, np.float32)})[0]
    return np.asarray(values, np.float64).reshape(-1)


def check_parity(onnx: bytes, rows: NDArray[np.float32], trained: NDArray[np.float64]) -> float:
    """Return the largest difference to what was trained; raises `NotTheSame` where it is too large."""
    difference = float(np.max(np.abs(served(onnx, rows[:PARITY_ROWS].tolist()) - trained[:PARITY_ROWS])))
    if difference > PARITY:
        raise NotTheSame(difference)
    return difference


class NotTheSame(LearningError):
    """The exported model does not say what the trained one says."""

    def __init__(self, difference: float) -> None:
        super().__init__(f"The exported model differs by {difference:.1e}, more than {PARITY:.0e}; it is not released.")
        self.difference = difference
