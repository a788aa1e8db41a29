"""A language model for tests: it counts which byte follows the eight before it, and fits into a file."""

import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from undersong.learning.adapting.adapt import Tools

ORDER = 8


class Toy:
    """Counts of what follows eight bytes."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.counts: dict[bytes, Counter[int]] = defaultdict(Counter)
        for text in texts:
            self.learn(text)

    def learn(self, text: str) -> int:
        """Count on, and return how many bytes that were."""
        data = text.encode()
        for place in range(len(data)):
            self.counts[data[max(0, place - ORDER) : place]][data[place]] += 1
        return len(data)

    def encode(self, text: str) -> NDArray[np.int64]:
        """Return the bytes."""
        return np.frombuffer(text.encode(), np.uint8).astype(np.int64)

    def logits(self, before: NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the logarithm of counts; what was never seen counts a tenth."""
        data = bytes([*before.tolist(), *ids.tolist()])
        rows = np.full((len(ids), 256), np.log(0.1))
        for row, place in enumerate(range(len(before), len(data))):
            for byte, count in self.counts.get(data[max(0, place - ORDER) : place], {}).items():
                rows[row, byte] = np.log(count)
        return rows


def save(toy: Toy, folder: Path) -> None:
    """Write a toy where a served model lies."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(pickle.dumps(dict(toy.counts)))
    (folder / "tokenizer.json").write_text("{}")


def load(folder: Path) -> Toy:
    """Read a toy."""
    toy = Toy()
    toy.counts = defaultdict(Counter, pickle.loads((folder / "model.onnx").read_bytes()))
    return toy


@dataclass(frozen=True)
class ToyTuned:
    """What toy tuning brought."""

    adapter: Path
    tokens: int
    loss_before: float = 0.0
    loss_after: float = 0.0


def toy_tools(folder: Path, files: list[Path], base: str = "", learns: bool = True, forgets: bool = False) -> Tools:
    """Return tools over toys; `base` is what the base knows. One that forgets has nothing of the base left."""
    save(Toy([base]), folder / "served")

    def tune(
        documents: Iterable[str],
        replay: Iterable[str],
        seconds: float,
        out: Path,
        should_stop: Callable[[], bool],
    ) -> ToyTuned:
        toy = Toy() if forgets else load(folder / "served")
        tokens = sum(toy.learn(text) for text in documents) if learns else 0
        tokens += 0 if forgets else sum(toy.learn(text) for text in replay)
        save(toy, out)
        return ToyTuned(out / "model.onnx", tokens)

    def join(adapter: Path, into: Path) -> None:
        save(load(adapter.parent), into)

    return Tools(folder / "served", tune, join, load, lambda: files)
