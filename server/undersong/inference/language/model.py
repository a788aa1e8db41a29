"""Runs a language model that is an ONNX file, with its attention's memory kept between calls."""

import re
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import ReleaseUnreadable
from undersong.inference.language.tokenizer import Ids, Tokenizer

Floats = NDArray[np.float32]

FILE = "model.onnx"
# Tokens that one memory holds. Of a 135-million-parameter model it takes 47 MB.
POSITIONS = 1_024
# Documents whose memory is kept at a time.
MEMORIES = 2
THREADS = 2


class LanguageModel:
    """A causal language model with one memory a document.

    Parameters
    ----------
    folder
        Holds ``model.onnx`` (inputs ``ids``, ``seqlens``, ``total``, ``keep`` and a key and a value memory a layer)
        and ``tokenizer.json``.

    Raises
    ------
    ReleaseUnreadable
        A file is missing, cut short, or not such a model.
    """

    def __init__(self, folder: Path, threads: int = THREADS, positions: int = POSITIONS) -> None:
        self.tokenizer = Tokenizer(folder)
        self.positions = positions
        self.session = _open(folder, threads)
        self.layers, self._heads, self._width = _memory_shape(self.session, folder)
        self._memories: OrderedDict[str, Memory] = OrderedDict()
        self._free: list[Memory] = []

    def memory(self, document: str) -> "Memory":
        """Return the memory of a document; the one not used longest makes place for a new one."""
        if document not in self._memories:
            if len(self._memories) >= MEMORIES:
                self.forget(next(iter(self._memories)))
            shape = (1, self._heads, self.positions, self._width)
            self._memories[document] = self._free.pop() if self._free else Memory(self, shape)
        self._memories.move_to_end(document)
        return self._memories[document]

    def spare_memory(self, positions: int) -> "Memory":
        """Return a memory of so many tokens that belongs to no document, for work in the background."""
        return Memory(self, (1, self._heads, positions, self._width))

    def forget(self, document: str) -> None:
        """Let go of what was read of a document; its room is for the next one."""
        if memory := self._memories.pop(document, None):
            memory.forget()
            self._free.append(memory)


class Memory:
    """What a model has read of one document: its tokens, and attention's keys and values for them."""

    def __init__(self, model: LanguageModel, shape: tuple[int, int, int, int]) -> None:
        import onnxruntime

        self._session, self._binding = model.session, model.session.io_binding()
        self.positions = shape[2]
        self.ids: Ids = np.zeros(0, np.int64)
        for layer in range(model.layers):
            for kind in "kv":
                buffer = onnxruntime.OrtValue.ortvalue_from_numpy(np.zeros(shape, np.float32))
                self._binding.bind_ortvalue_input(f"p{kind}{layer}", buffer)
                # The same buffer: what is new is written in place and nothing is copied.
                self._binding.bind_ortvalue_output(f"o{kind}{layer}", buffer)

    def shared(self, ids: Ids) -> int:
        """Return how many of these tokens are the first ones that are held already."""
        most = min(len(ids), len(self.ids))
        differs = np.flatnonzero(ids[:most] != self.ids[:most])
        return int(differs[0]) if differs.size else most

    def cut(self, length: int) -> None:
        """Go back to the first so many tokens."""
        self.ids = self.ids[:length]

    def forget(self) -> None:
        """Hold nothing."""
        self.cut(0)

    def read(self, ids: Ids, answers: int = 1) -> Floats:
        """Read on and return the logits after the last `answers` of these tokens, one row each.

        Raises
        ------
        ValueError
            No tokens, or more than the memory has places left.
        """
        size, total = len(ids), len(self.ids) + len(ids)
        if not size or total > self.positions:
            raise ValueError(f"{size} tokens after {len(self.ids)} do not fit into {self.positions}")
        bind = self._binding.bind_cpu_input
        bind("ids", np.ascontiguousarray(ids, np.int64)[None])
        bind("seqlens", np.array([total - 1], np.int32))
        bind("total", np.array(total, np.int32))
        bind("keep", np.arange(size - answers, size, dtype=np.int64))
        self._binding.bind_output("logits", "cpu")
        self._session.run_with_iobinding(self._binding)
        self.ids = np.concatenate([self.ids, ids])
        logits: Floats = self._binding.get_outputs()[-1].numpy()[0]
        return logits


def _open(folder: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 4  # its warnings go to standard error and quote paths
    # It would plan the memory of a step anew for each number of tokens and keep all plans: 22 MB, and not a
    # millisecond gained.
    options.enable_mem_pattern = False
    # Waiting threads that spin would eat the core that the editor needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(folder / FILE), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors share no base class of their own
        raise ReleaseUnreadable(folder.name, f"{FILE} is missing or not a model that can be run") from error


def _memory_shape(session: Any, folder: Path) -> tuple[int, int, int]:
    """Return layers, key heads and the width of a head, as the model's inputs say."""
    keys = [found for found in session.get_inputs() if re.fullmatch(r"pk\d+", found.name)]
    if not keys:
        raise ReleaseUnreadable(folder.name, f"{FILE} is not a language model with a memory")
    _, heads, _, width = keys[0].shape
    return len(keys), int(heads), int(width)
