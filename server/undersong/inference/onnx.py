"""Runs a release that is an ONNX file, on one quiet thread."""

from collections.abc import Sequence
from typing import Any

from undersong.domain.errors import ReleaseUnreadable
from undersong.domain.release import Release

FILE = "model.onnx"


class OnnxModel:
    """A release behind the contract `Model`.

    onnxruntime and numpy are imported when the first one is made: what only reads manifests stays light.

    Raises
    ------
    ReleaseUnreadable
        onnxruntime does not take the file, or it wants another number of columns than the manifest names.
    """

    def __init__(self, release: Release) -> None:
        self.name = release.name
        self.features = release.manifest.features
        self.is_experimental = release.manifest.is_experimental
        self._thresholds = release.manifest.thresholds
        try:
            content = (release.folder / FILE).read_bytes()
        except OSError as error:
            raise ReleaseUnreadable(release.name, f"{FILE} cannot be read") from error
        self._session = open_session(content, release.name)
        self._input = self._session.get_inputs()[0]
        columns = self._input.shape[-1]
        if isinstance(columns, int) and columns != len(self.features):
            raise ReleaseUnreadable(release.name, f"it takes {columns} columns and names {len(self.features)}")

    def threshold(self, name: str, default: float) -> float:
        """Return a named cut-off of the release."""
        return self._thresholds.get(name, default)

    def predict(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return one probability a row."""
        if not rows:
            return []
        import numpy as np

        outputs = self._session.run(None, {self._input.name: np.asarray(rows, dtype=np.float32)})
        return probabilities(outputs)


def open_session(content: bytes, name: str) -> Any:
    """Return a session for one caller that asks row by row.

    A second thread, spinning, or an arena would cost idle CPU and memory and save nothing at this size.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4  # its warnings go to standard error and quote paths
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors share no base class of their own
        raise ReleaseUnreadable(name, f"{FILE} is not a model that can be run") from error


def probabilities(outputs: Sequence[Any]) -> list[float]:
    """Return the probabilities among a model's outputs: a classifier's second column, or a regressor's only one."""
    import numpy as np

    found = next(output for output in reversed(outputs) if np.issubdtype(output.dtype, np.floating))
    column = found[:, -1] if found.ndim == 2 else found
    return [float(p) for p in np.clip(column, 0.0, 1.0)]
