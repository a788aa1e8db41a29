"""What a night of tuning works with, out of the parts that make the language model: the trainer's environment alone."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from undersong.domain.errors import BadInput, NotJoined, NotThere
from undersong.inference.language.model import LanguageModel
from undersong.learning.adapting.adapt import ADAPTER_FILE, MODEL_FILE, TOKENS_FILE, Stop, Tools
from undersong.learning.adapting.judging import MOST_TOKENS
from undersong.learning.adapting.material import MODEL
from undersong.learning.adapting.replay import installed_files
from undersong.learning.language.adapter import apply_adapter, read_adapter
from undersong.learning.language.base import Base, read_base
from undersong.learning.language.graph import build
from undersong.learning.language.tokens import tokenizer
from undersong.registry.joined import joined_folder
from undersong.registry.manifest import read_release
from undersong.registry.shipped import shipped_folder

Ids = NDArray[np.int64]


def tools_of(prefix: Path, base: Path | None = None) -> Tools:
    """Return the tools.

    `prefix` is the environment in which set-up joined what ships; `base` the folder of the base's package, by default
    where set-up unpacked it.

    Raises
    ------
    NotThere, NotJoined
        Set-up has not fetched the base, or not joined it.
    BadInput
        torch is missing.
    """
    require_torch()
    shipped = read_release(shipped_folder() / MODEL)
    served = joined_folder(MODEL, prefix)
    if served is None:
        raise NotJoined(MODEL, shipped.manifest.version)
    about = shipped.manifest.dataset["base"]
    place = (base or Path(sys.prefix) / "share" / "undersong" / "base") / about["file"]
    if not place.is_file():
        raise NotThere(str(place), "`node scripts/setup.mjs` fetches it")
    whole = read_base(place, about["sha256"])
    adapter = shipped.folder / ADAPTER_FILE

    def tune(documents: Iterable[str], replay: Iterable[str], seconds: float, out: Path, stop: Stop) -> Any:
        from undersong.learning.tuning.tune import tune

        return tune(whole, documents, replay, seconds, out, stop, shipped=adapter)

    return Tools(served, tune, lambda file, into: join(whole, file, into), Served, installed_files)


def join(base: Base, adapter: Path, into: Path) -> None:
    """Make what serves of a base and an adapter's file."""
    weights = apply_adapter(base.shape, base.weights, read_adapter(adapter))
    into.mkdir(parents=True, exist_ok=True)
    (into / MODEL_FILE).write_bytes(build(base.shape, weights).SerializeToString())
    (into / TOKENS_FILE).write_text(tokenizer(base.tokens, base.merges, base.specials).to_str(), encoding="utf-8")


def require_torch() -> None:
    """Refuse where there is no torch to tune with."""
    import importlib.util

    if importlib.util.find_spec("torch") is None:
        raise BadInput("The training environment", "has no torch", "install `undersong[neural]` into it")


class Served:
    """A folder as it would serve, seen by the judge."""

    def __init__(self, folder: Path) -> None:
        self._model = LanguageModel(folder, threads=1, positions=MOST_TOKENS)
        self._memory = self._model.memory("judged")

    def encode(self, text: str) -> Ids:
        """Return the tokens of a text."""
        return self._model.tokenizer.encode(text)

    def logits(self, before: Ids, ids: Ids) -> NDArray[Any]:
        """Return a row of logits for each of `ids`."""
        self._memory.forget()
        return self._memory.read(np.concatenate([before, ids[:-1]]), answers=len(ids))
